package dev.understudy.learning;

import com.google.protobuf.ByteString;
import dev.understudy.learning.sample.LabelledObject;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ImageCrop;
import dev.understudy.proto.v1.OrientedBox;
import dev.understudy.proto.v1.QuantisedPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Tiny made-up objects: ten boxes of different proportions, each with a stripe pattern and a tint of its own. */
public final class SyntheticObjects {

    public static final int CLASSES = 10;
    private static final float SCALE = 0.002f; // metres per unit
    private static final double[][] SIZES = {{4.2, 1.8, 1.5}, {5, 2, 2.2}, {7, 2.5, 3}, {11, 2.5, 3.2}, {.5, .6, 1.7},
        {1.8, .6, 1.7}, {2.1, .8, 1.3}, {.2, .2, 4}, {3, 3, 5}, {12, 6, 6}};

    private SyntheticObjects() {
    }

    /** As many objects of every class; {@code shift} in [0, 1] makes points noisier and sparser and images duller. */
    public static List<LabelledObject> perClass(int each, double shift, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<LabelledObject> out = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            for (int k = 0; k < CLASSES; k++) {
                out.add(new LabelledObject(cluster(k, shift, random), k));
            }
        }
        return out;
    }

    public static Cluster cluster(int label, double shift, SplittableRandom random) {
        double[] size = SIZES[label];
        int count = (int) (20 + (180 - 150 * shift) * random.nextDouble());
        double yaw = 2 * Math.PI * random.nextDouble();
        double range = 5 + 30 * random.nextDouble();
        double azimuth = 2 * Math.PI * random.nextDouble();
        byte[] xyz = new byte[count * 6];
        for (int i = 0; i < count; i++) {
            double x = size[0] * (random.nextDouble() - .5);
            double y = size[1] * (random.nextDouble() - .5);
            double z = size[2] * (random.nextDouble() - .5);
            put(xyz, 3 * i, Math.cos(yaw) * x - Math.sin(yaw) * y + .1 * shift * random.nextGaussian());
            put(xyz, 3 * i + 1, Math.sin(yaw) * x + Math.cos(yaw) * y + .1 * shift * random.nextGaussian());
            put(xyz, 3 * i + 2, z + .1 * shift * random.nextGaussian());
        }
        return Cluster.newBuilder().setRange((float) range).setPointCount(count).setHeightAboveGround(.1f)
                .setBox(OrientedBox.newBuilder().setX(range * Math.cos(azimuth)).setY(range * Math.sin(azimuth))
                        .setLength(size[0]).setWidth(size[1]).setHeight(size[2]).setYaw(yaw))
                .setPoints(QuantisedPoints.newBuilder().setCount(count).setScale(SCALE)
                        .setXyz(ByteString.copyFrom(xyz)))
                .setCrop(crop(label, shift, random)).build();
    }

    private static void put(byte[] xyz, int at, double metres) {
        int value = (int) Math.round(Math.max(-32767, Math.min(32767, metres / SCALE)));
        xyz[2 * at] = (byte) value;
        xyz[2 * at + 1] = (byte) (value >> 8);
    }

    private static ImageCrop crop(int label, double shift, SplittableRandom random) {
        byte[] rgb = new byte[32 * 32 * 3];
        double phase = 6 * random.nextDouble();
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 32; x++) {
                double wave = Math.sin(phase + (label % 5 + 1) * .3 * (label < 5 ? x : y));
                for (int ch = 0; ch < 3; ch++) {
                    double value = 120 + (1 - .6 * shift) * 60 * wave + (label % 3 == ch ? 30 : 0) * (1 - shift)
                            + (10 + 40 * shift) * random.nextGaussian();
                    rgb[3 * (32 * y + x) + ch] = (byte) Math.max(0, Math.min(255, value));
                }
            }
        }
        return ImageCrop.newBuilder().setWidth(32).setHeight(32).setRgb(ByteString.copyFrom(rgb)).build();
    }
}
