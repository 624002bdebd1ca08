package dev.understudy.learning.experiment;

import com.google.protobuf.ByteString;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ImageCrop;
import java.util.SplittableRandom;

/** Clusters that are not what they were. */
final class Damage {

    private static final double SMALLEST = 0.4; // metres, sides of a heap of clutter
    private static final double LARGEST = 3.5;
    private static final int RGB = 3;
    private static final int CLUTTER_TRACKS = 1_000_000; // ids of tracks that no tracker has given

    private Damage() {
    }

    /** The crop moved sideways by a third to two thirds of its width; the edge is drawn out. */
    static Cluster shifted(Cluster cluster, SplittableRandom random) {
        ImageCrop crop = cluster.getCrop();
        int w = crop.getWidth();
        int by = (int) (w * (1 + random.nextDouble()) / 3) * (random.nextBoolean() ? 1 : -1);
        byte[] in = crop.getRgb().toByteArray();
        byte[] out = new byte[in.length];
        for (int y = 0; y < crop.getHeight(); y++) {
            for (int x = 0; x < w; x++) {
                int from = Math.max(0, Math.min(w - 1, x + by));
                System.arraycopy(in, RGB * (y * w + from), out, RGB * (y * w + x), RGB);
            }
        }
        return cluster.toBuilder().setCrop(crop.toBuilder().setRgb(ByteString.copyFrom(out))).build();
    }

    /** Loose points in a box of random sides where {@code place} was, with {@code picture}'s crop. */
    static Cluster clutter(Cluster place, Cluster picture, SplittableRandom random) {
        double[] sides = new double[3];
        for (int axis = 0; axis < sides.length; axis++) {
            sides[axis] = SMALLEST + (LARGEST - SMALLEST) * random.nextDouble();
        }
        int count = place.getPoints().getCount();
        float scale = place.getPoints().getScale();
        byte[] xyz = new byte[count * 6];
        for (int i = 0; i < count * sides.length; i++) {
            int value = (int) (sides[i % sides.length] * (random.nextDouble() - 0.5) / scale);
            int held = Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
            xyz[2 * i] = (byte) held;
            xyz[2 * i + 1] = (byte) (held >> 8);
        }
        Cluster.Builder out = place.toBuilder().setTrackId(CLUTTER_TRACKS + random.nextInt(CLUTTER_TRACKS))
                .setCrop(picture.getCrop());
        out.getBoxBuilder().setLength(sides[0]).setWidth(sides[1]).setHeight(sides[2]);
        out.getPointsBuilder().setXyz(ByteString.copyFrom(xyz)).clearIntensity();
        return out.build();
    }
}
