package dev.understudy.learning.train;

import com.google.protobuf.ByteString;
import dev.understudy.learning.checkpoint.CheckpointException;
import dev.understudy.learning.sample.EncodedObject;
import dev.understudy.learning.sample.EncoderConfig;
import dev.understudy.learning.sample.LabelledObject;
import dev.understudy.learning.sample.SampleEncoder;
import dev.understudy.learning.sample.TrainingSample;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ImageCrop;
import dev.understudy.proto.v1.QuantisedPoints;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Labelled source objects that keep the student honest: a training split that is in every batch, and a held-out
 * canary split that only the publication gate sees.
 *
 * @param train never empty
 * @param canary disjoint from {@code train}
 */
public record SourceAnchors(List<TrainingSample> train, List<TrainingSample> canary) {

    /** Where the anchors lie that are shipped beside the bootstrap. */
    private static final String RESOURCE = "/bootstrap/anchors.gz";
    private static final int MAGIC = 0x55414e32; // "UAN2"

    /** Copies both lists. */
    public SourceAnchors {
        train = List.copyOf(train);
        canary = List.copyOf(canary);
    }

    /** Encodes labelled objects. */
    public static SourceAnchors of(List<LabelledObject> train, List<LabelledObject> canary, EncoderConfig config) {
        SampleEncoder encoder = new SampleEncoder(config);
        return new SourceAnchors(encode(train, encoder, "train"), encode(canary, encoder, "canary"));
    }

    private static List<TrainingSample> encode(List<LabelledObject> objects, SampleEncoder encoder, String split) {
        List<TrainingSample> out = new ArrayList<>(objects.size());
        for (LabelledObject object : objects) {
            EncodedObject encoded = encoder.encode(object.cluster());
            out.add(new TrainingSample(encoded, object.label(), split + out.size()));
        }
        return out;
    }

    /** Writes an anchor file: gzip of a magic number, per split a count and (label, cluster) pairs, crops packed. */
    public static void write(OutputStream out, List<LabelledObject> train, List<LabelledObject> canary, int points)
            throws IOException {
        try (DataOutputStream data = new DataOutputStream(new GZIPOutputStream(out))) {
            data.writeInt(MAGIC);
            for (List<LabelledObject> split : List.of(train, canary)) {
                data.writeInt(split.size());
                for (LabelledObject object : split) {
                    data.writeByte(object.label());
                    pack(thin(object.cluster(), points)).writeDelimitedTo(data);
                }
            }
        }
    }

    /**
     * The anchors shipped beside the bootstrap.
     *
     * @throws CheckpointException when the resource is missing or damaged
     */
    public static SourceAnchors shipped(EncoderConfig config) {
        try (InputStream in = SourceAnchors.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new CheckpointException("resource " + RESOURCE
                        + " is missing; make it with: understudy pretrain");
            }
            return read(in, config);
        } catch (IOException e) {
            throw new CheckpointException("resource " + RESOURCE + " cannot be read", e);
        }
    }

    /** Reads an anchor file. */
    public static SourceAnchors read(InputStream in, EncoderConfig config) throws IOException {
        DataInputStream data = new DataInputStream(new BufferedInputStream(new GZIPInputStream(in)));
        if (data.readInt() != MAGIC) {
            throw new IOException("not an anchor file");
        }
        List<LabelledObject> train = readSplit(data);
        return of(train, readSplit(data), config);
    }

    private static List<LabelledObject> readSplit(DataInputStream data) throws IOException {
        int count = data.readInt();
        List<LabelledObject> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int label = data.readUnsignedByte();
            out.add(new LabelledObject(unpack(Cluster.parseDelimitedFrom(data)), label));
        }
        return out;
    }

    /** Keeps the points the encoder would choose, and drops what it does not look at. */
    private static Cluster thin(Cluster cluster, int points) {
        QuantisedPoints all = cluster.getPoints();
        Cluster.Builder out = cluster.toBuilder().clearTrackId().clearIndex();
        if (all.getCount() > points) {
            byte[] xyz = new byte[points * 6];
            for (int i = 0; i < points; i++) {
                int from = (int) ((long) i * all.getCount() / points) * 6;
                all.getXyz().substring(from, from + 6).copyTo(xyz, i * 6);
            }
            out.getPointsBuilder().setCount(points).setXyz(ByteString.copyFrom(xyz));
        }
        out.getPointsBuilder().clearIntensity();
        return out.build();
    }

    private static Cluster pack(Cluster cluster) {
        ImageCrop crop = cluster.getCrop();
        if (!cluster.hasCrop()) {
            return cluster;
        }
        byte[] packed = CropPacking.pack(crop.getRgb().toByteArray(), crop.getWidth(), crop.getHeight());
        return cluster.toBuilder().setCrop(crop.toBuilder().setRgb(ByteString.copyFrom(packed))).build();
    }

    private static Cluster unpack(Cluster cluster) {
        ImageCrop crop = cluster.getCrop();
        if (!cluster.hasCrop()) {
            return cluster;
        }
        byte[] rgb = CropPacking.unpack(crop.getRgb().toByteArray(), crop.getWidth(), crop.getHeight());
        return cluster.toBuilder().setCrop(crop.toBuilder().setRgb(ByteString.copyFrom(rgb))).build();
    }
}
