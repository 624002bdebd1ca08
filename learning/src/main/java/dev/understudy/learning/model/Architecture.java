package dev.understudy.learning.model;

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
 */
public record Architecture(String family, int points, int imageSize, List<Integer> pointWidths, int sideWidth,
        int pointHead, List<Integer> imageChannels, int imageHead, int embedding, float logitScale) {

    /** PointNet-lite beside a small convolutional network: the CPU default. */
    public static final String LITE = "pointnet-lite+cnn-lite";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The CPU default: about 7 M multiply-adds per object. */
    public static Architecture defaults() {
        EncoderConfig encoder = EncoderConfig.defaults();
        return new Architecture(LITE, encoder.points(), encoder.imageSize(), List.of(64, 128, 256), 32, 128,
                List.of(24, 48, 96), 128, 64, 16f);
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
        return new EncoderConfig(points, imageSize, EncoderConfig.defaults().minPoints());
    }

    Encoder pointEncoder() {
        requireFamily();
        return new PointNetLite(this);
    }

    Encoder imageEncoder() {
        requireFamily();
        return new ConvNetLite(this);
    }

    private void requireFamily() {
        if (!LITE.equals(family)) {
            throw new IllegalArgumentException("unknown network family '" + family + "'");
        }
    }
}
