package dev.understudy.replay.simulator;

import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.OrientedBox;
import dev.understudy.replay.harvest.LabelledObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Nearest class centroid on standardised geometric features: what a few numbers per object give away. */
final class PrototypeClassifier {

    private static final int FEATURES = 7;

    private final double[] mean = new double[FEATURES];
    private final double[] scale = new double[FEATURES];
    private final Map<String, double[]> centroids = new TreeMap<>();

    PrototypeClassifier(List<LabelledObject> train) {
        for (int f = 0; f < FEATURES; f++) {
            int feature = f;
            mean[f] = train.stream().mapToDouble(o -> features(o.cluster())[feature]).average().orElseThrow();
            scale[f] = Math.sqrt(train.stream().mapToDouble(o -> features(o.cluster())[feature] - mean[feature])
                    .map(v -> v * v).average().orElseThrow());
        }
        Map<String, Integer> counts = new TreeMap<>();
        for (LabelledObject o : train) {
            double[] sum = centroids.computeIfAbsent(o.className(), k -> new double[FEATURES]);
            double[] x = standardised(o.cluster());
            for (int f = 0; f < FEATURES; f++) {
                sum[f] += x[f];
            }
            counts.merge(o.className(), 1, Integer::sum);
        }
        centroids.forEach((name, sum) -> {
            for (int f = 0; f < FEATURES; f++) {
                sum[f] /= counts.get(name);
            }
        });
    }

    String classify(Cluster cluster) {
        double[] x = standardised(cluster);
        String best = null;
        double least = Double.MAX_VALUE;
        for (Map.Entry<String, double[]> e : centroids.entrySet()) {
            double d = 0;
            for (int f = 0; f < FEATURES; f++) {
                d += (x[f] - e.getValue()[f]) * (x[f] - e.getValue()[f]);
            }
            if (d < least) {
                least = d;
                best = e.getKey();
            }
        }
        return best;
    }

    double accuracy(List<LabelledObject> test) {
        long right = test.stream().filter(o -> classify(o.cluster()).equals(o.className())).count();
        return right / (double) test.size();
    }

    private double[] standardised(Cluster cluster) {
        double[] x = features(cluster);
        for (int f = 0; f < FEATURES; f++) {
            x[f] = (x[f] - mean[f]) / scale[f];
        }
        return x;
    }

    /** Extents, height above ground, number of points, range, volume. */
    private static double[] features(Cluster c) {
        OrientedBox b = c.getBox();
        return new double[] {Math.log(0.1 + b.getLength()), Math.log(0.1 + b.getWidth()), Math.log(0.1 + b.getHeight()),
            c.getHeightAboveGround(), Math.log(c.getPointCount()), c.getRange(),
            Math.log(0.01 + b.getLength() * b.getWidth() * b.getHeight())};
    }
}
