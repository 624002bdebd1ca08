package dev.understudy.replay.objects;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.camera.CropConfig;
import dev.understudy.perception.camera.ImageDecoder;
import dev.understudy.perception.camera.ObjectCropper;
import dev.understudy.perception.camera.RgbImage;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.objects.LooseObject;
import dev.understudy.perception.objects.ProposalConfig;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.replay.log.LogException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A folder of labelled objects: {@code index.csv} (columns id, class, source, sequence, track, z, height, and optional
 * crop and crop_camera; others are passed over), {@code points/<id>.bin} (float32 x, y, z, intensity, LiDAR frame,
 * metres) and pictures already cropped. The ground below an object is the bottom of its labelled box.
 */
public final class ObjectsFolder {

    /** The file that makes a folder a collection. */
    public static final String INDEX = "index.csv";

    private static final int BYTES_PER_POINT = PointCloud.STRIDE * Float.BYTES;
    /** Points of one object; more is no object. */
    private static final int MAX_POINTS = 1 << 20;

    private final Path folder;
    private final ImageDecoder images = new ImageDecoder();
    private final ObjectCropper cropper = new ObjectCropper(CropConfig.defaults());

    public ObjectsFolder(Path folder) {
        this.folder = folder;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Row(String id, @JsonProperty("class") String className, String source, String sequence,
            String track, Double z, Double height, String crop, @JsonProperty("crop_camera") String camera) {
    }

    /**
     * Reads every object.
     *
     * @throws LogException naming the file, when the index or something it names is missing or damaged
     */
    public List<LabelledCluster> read() {
        List<LabelledCluster> objects = new ArrayList<>();
        for (Row row : rows()) {
            objects.add(object(row));
        }
        return objects;
    }

    private List<Row> rows() {
        Path index = folder.resolve(INDEX);
        if (!Files.isRegularFile(index)) {
            throw new LogException(folder + ": no labelled objects here, " + INDEX + " is missing");
        }
        try (MappingIterator<Row> rows = new CsvMapper().readerFor(Row.class)
                .with(CsvSchema.emptySchema().withHeader()).readValues(index.toFile())) {
            return rows.readAll();
        } catch (JsonProcessingException e) {
            throw new LogException(index + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new LogException(index + ": cannot be read", e);
        }
    }

    private LabelledCluster object(Row row) {
        if (row.id() == null || row.className() == null || row.source() == null || row.z() == null
                || row.height() == null) {
            throw new LogException(folder.resolve(INDEX) + ": a row lacks id, class, source, z or height");
        }
        Path file = inside("points/" + row.id() + ".bin");
        Cluster cluster;
        try {
            cluster = LooseObject.of(points(file), row.z() - row.height() / 2, ProposalConfig.defaults().maxPoints());
        } catch (IllegalArgumentException e) {
            throw new LogException(file + ": " + e.getMessage(), e);
        }
        if (row.crop() != null && !row.crop().isEmpty()) {
            cluster = cluster.toBuilder().setCrop(cropper.whole(picture(row.crop()), row.camera())).build();
        }
        String dataset = row.source().toLowerCase(Locale.ROOT);
        return new LabelledCluster(row.id(), dataset, row.className(),
                dataset + "/" + row.sequence() + "/" + row.track(), cluster);
    }

    private RgbImage picture(String name) {
        Path file = inside(name);
        try {
            return images.decode(bytes(file));
        } catch (BadFrameException e) {
            throw new LogException(file + ": " + e.getMessage(), e);
        }
    }

    private static PointCloud points(Path file) {
        byte[] bytes = bytes(file);
        if (bytes.length == 0 || bytes.length % BYTES_PER_POINT != 0 || bytes.length / BYTES_PER_POINT > MAX_POINTS) {
            throw new LogException(file + ": " + bytes.length + " bytes are no points of " + BYTES_PER_POINT
                    + " bytes each");
        }
        float[] xyzi = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(xyzi);
        return PointCloud.of(xyzi);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new LogException(file + ": cannot be read", e);
        }
    }

    /** A file of the folder; an index must not lead out of it. */
    private Path inside(String name) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw new LogException(folder.resolve(INDEX) + ": '" + name + "' lies outside the folder");
        }
        return file;
    }
}
