package dev.understudy.perception.segmentation;

import dev.understudy.perception.geometry.OrientedBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A made-up scan: ground rings on a plane, and boxes standing on it far apart, their sides sampled every 0.15 m.
 */
record Street(float[] cloud, List<OrientedBox> boxes, int groundPoints) {

    private static final double NOISE = 0.01;
    private static final double SPACING = 0.15;

    static Street flat(long seed) {
        return tilted(seed, 1.73, 0, 0);
    }

    /** The ground rises by {@code tilt} degrees in the direction {@code towards}, degrees. */
    static Street tilted(long seed, double height, double tilt, double towards) {
        Random random = new Random(seed);
        double slope = Math.tan(Math.toRadians(tilt));
        double a = slope * Math.cos(Math.toRadians(towards));
        double b = slope * Math.sin(Math.toRadians(towards));
        List<float[]> points = new ArrayList<>();
        for (double range = 3; range < 45; range *= 1.06) {
            for (int i = 0; i < 720; i++) {
                double x = range * Math.cos(i * Math.PI / 360);
                double y = range * Math.sin(i * Math.PI / 360);
                points.add(noisy(random, x, y, a * x + b * y - height));
            }
        }
        int ground = points.size();
        List<OrientedBox> boxes = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            double range = 7 + 2.2 * i;
            double x = range * Math.cos(i * Math.PI / 3);
            double y = range * Math.sin(i * Math.PI / 3);
            double tall = 1 + random.nextDouble();
            boxes.add(new OrientedBox(x, y, a * x + b * y - height + 0.3 + tall / 2, 1 + 3 * random.nextDouble(),
                    0.6 + random.nextDouble(), tall, Math.PI * (random.nextDouble() - 0.5)));
        }
        boxes.forEach(box -> addSides(random, box, points));
        float[] cloud = new float[4 * points.size()];
        for (int i = 0; i < points.size(); i++) {
            System.arraycopy(points.get(i), 0, cloud, 4 * i, 4);
        }
        return new Street(cloud, boxes, ground);
    }

    /** Share of the ground's points that are labelled ground. */
    double groundRecall(int[] labels) {
        int found = 0;
        for (int i = 0; i < groundPoints; i++) {
            found += labels[i] == Segmentation.GROUND ? 1 : 0;
        }
        return found / (double) groundPoints;
    }

    /** How many of the boxes have a cluster's box of their place and size. */
    int boxesFound(Segmentation result) {
        int found = 0;
        for (OrientedBox box : boxes) {
            for (int id = 1; id <= result.clusterCount(); id++) {
                OrientedBox fitted = result.box(id);
                if (Math.hypot(fitted.x() - box.x(), fitted.y() - box.y()) < 0.2
                        && Math.abs(fitted.length() - Math.max(box.length(), box.width())) < 0.3
                        && Math.abs(fitted.width() - Math.min(box.length(), box.width())) < 0.3
                        && Math.abs(fitted.height() - box.height()) < 0.25) {
                    found++;
                    break;
                }
            }
        }
        return found;
    }

    private static void addSides(Random random, OrientedBox box, List<float[]> points) {
        double c = Math.cos(box.yaw());
        double s = Math.sin(box.yaw());
        for (double h = -box.height() / 2; h <= box.height() / 2; h += SPACING) {
            for (double t = -0.5; t <= 0.5; t += SPACING / box.length()) {
                for (double v : new double[] {-0.5, 0.5}) {
                    double u = t * box.length();
                    double w = v * box.width();
                    points.add(noisy(random, box.x() + c * u - s * w, box.y() + s * u + c * w, box.z() + h));
                }
            }
            for (double t = -0.5; t <= 0.5; t += SPACING / box.width()) {
                for (double v : new double[] {-0.5, 0.5}) {
                    double u = v * box.length();
                    double w = t * box.width();
                    points.add(noisy(random, box.x() + c * u - s * w, box.y() + s * u + c * w, box.z() + h));
                }
            }
        }
    }

    private static float[] noisy(Random random, double x, double y, double z) {
        return new float[] {(float) (x + NOISE * random.nextGaussian()), (float) (y + NOISE * random.nextGaussian()),
            (float) (z + NOISE * random.nextGaussian()), random.nextFloat()};
    }
}
