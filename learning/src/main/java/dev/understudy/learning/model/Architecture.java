package dev.understudy.learning.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.learning.sample.EncoderConfig;
import java.util.List;

/**
 * Everything needed to rebuild the networks around named tensors. Travels as JSON in the checkpoint manifest.
 *
 * @param family which pair of encoders
 * @param points points per object
 * @param imageSize crop size, pixels
 * @param pointWidths widths of the shared per-point layers, the last one is pooled
 * @param sideWidth width of the layer on the side features
 * @param pointHead width of the hidden layer after pooling
 * @param imageChannels channels of the stride-2 convolutions
 * @param imageHead width of the hidden layer after the convolutions
 * @param embedding dimension of the joint space
 * @param logitScale cosine to logit
 * @param tokens what the token family needs; null for the other, whose widths the token family passes over
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Architecture(String family, int points, int imageSize, List<Integer> pointWidths, int sideWidth,
        int pointHead, List<Integer> imageChannels, int imageHead, int embedding, float logitScale,
        Tokens tokens) {

    /** PointNet-lite beside a small convolutional network: the CPU default. */
    public static final String LITE = "pointnet-lite+cnn-lite";

    /** Transformers on patches of points and of pixels, which masked modelling needs. */
    public static final String TOKENS = "point-tokens+image-tokens";

    /**
     * Shape of the token networks.
     *
     * @param patches of points, per object
     * @param patchPoints points of a patch
     * @param width of a token
     * @param blocks of each transformer
     * @param heads of each attention
     * @param imagePatch side of a patch of the crop, pixels
     */
    public record Tokens(int patches, int patchPoints, int width, int blocks, int heads, int imagePatch) {
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The family without tokens. */
    public Architecture(String family, int points, int imageSize, List<Integer> pointWidths, int sideWidth,
            int pointHead, List<Integer> imageChannels, int imageHead, int embedding, float logitScale) {
        this(family, points, imageSize, pointWidths, sideWidth, pointHead, imageChannels, imageHead, embedding,
                logitScale, null);
    }

    /** The CPU default: about 7 M multiply-adds per object. */
    public static Architecture defaults() {
        EncoderConfig encoder = EncoderConfig.defaults();
        return new Architecture(LITE, encoder.points(), encoder.imageSize(), List.of(64, 128, 256), 32, 128,
                List.of(24, 48, 96), 128, 64, 16f);
    }

    /** Small token networks: about 12 M multiply-adds per object. */
    public static Architecture tokenDefaults() {
        Architecture lite = defaults();
        return new Architecture(TOKENS, lite.points(), lite.imageSize(), List.of(), 0, 0, List.of(), 0,
                lite.embedding(), lite.logitScale(), new Tokens(16, 16, 96, 3, 4, 8));
    }

    /**
     * The defaults of a family.
     *
     * @throws IllegalArgumentException naming the families there are
     */
    public static Architecture ofFamily(String family) {
        return switch (family) {
            case LITE -> defaults();
            case TOKENS -> tokenDefaults();
            default -> throw new IllegalArgumentException(
                    "unknown network family '" + family + "'; there are " + LITE + " and " + TOKENS);
        };
    }

    /** Reads a manifest's architecture. */
    public static Architecture parse(String json) {
        try {
            return JSON.readValue(json, Architecture.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not an architecture: " + json, e);
        }
    }

    /** JSON for the manifest. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Input shapes. */
    public EncoderConfig encoder() {
        int minPoints = EncoderConfig.defaults().minPoints();
        return hasTokens() ? new EncoderConfig(points, imageSize, minPoints, tokens.patches(), tokens.patchPoints())
                : new EncoderConfig(points, imageSize, minPoints);
    }

    /** Whether both branches are made of tokens. */
    public boolean hasTokens() {
        return TOKENS.equals(family);
    }

    /** Tokens of an image. */
    public int imageTokens() {
        int grid = imageSize / tokens.imagePatch();
        return grid * grid;
    }

    Encoder pointEncoder() {
        requireFamily();
        return hasTokens() ? new PointTokens(this) : new PointNetLite(this);
    }

    Encoder imageEncoder() {
        requireFamily();
        return hasTokens() ? new ImageTokens(this) : new ConvNetLite(this);
    }

    private void requireFamily() {
        if (!LITE.equals(family) && !TOKENS.equals(family)) {
            throw new IllegalArgumentException("unknown network family '" + family + "'");
        }
        if (hasTokens() && (tokens == null || tokens.width() % tokens.heads() != 0
                || imageSize % tokens.imagePatch() != 0)) {
            throw new IllegalArgumentException("family '" + family + "' needs tokens: heads that divide the width, "
                    + "patches that divide the crop");
        }
    }
}
