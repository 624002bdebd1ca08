package dev.understudy.learning.pretrain;

import com.google.protobuf.ByteString;
import dev.understudy.learning.sample.LabelledObject;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.proto.v1.Cluster;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts and digests of labelled objects, by which a card names its data. Both digests are over whole numbers alone, in
 * the objects' order, so that no last bit of a floating-point number counts.
 *
 * @param objects number of objects
 * @param withCrop those that an image shows
 * @param perClass objects by class name, in taxonomy order
 * @param pointsSha256 hex, over each object's label, point count, and stored points (positions about the centre of its
 *     box in units of its scale, intensities)
 * @param cropsSha256 hex, over each object's RGB crop; the camera's JPEG library counts here
 */
public record DataSummary(int objects, int withCrop, Map<String, Integer> perClass, String pointsSha256,
        String cropsSha256) {

    /** Of objects labelled by a taxonomy. */
    public static DataSummary of(List<LabelledObject> objects, Taxonomy taxonomy) {
        Map<String, Integer> perClass = new LinkedHashMap<>();
        taxonomy.classes().forEach(name -> perClass.put(name, 0));
        MessageDigest points = sha256();
        MessageDigest crops = sha256();
        int withCrop = 0;
        for (LabelledObject object : objects) {
            Cluster cluster = object.cluster();
            perClass.merge(taxonomy.nameOf(object.label()), 1, Integer::sum);
            points.update(ByteBuffer.allocate(2 * Integer.BYTES).putInt(object.label())
                    .putInt(cluster.getPointCount()).flip());
            update(points, cluster.getPoints().getXyz());
            update(points, cluster.getPoints().getIntensity());
            update(crops, cluster.getCrop().getRgb());
            withCrop += cluster.hasCrop() ? 1 : 0;
        }
        return new DataSummary(objects.size(), withCrop, perClass, HexFormat.of().formatHex(points.digest()),
                HexFormat.of().formatHex(crops.digest()));
    }

    /** Length first: bytes may not pass from one object to the next unnoticed. */
    private static void update(MessageDigest digest, ByteString bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.size()).flip());
        digest.update(bytes.asReadOnlyByteBuffer());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
