package dev.understudy.perception.camera;

/**
 * A lens model of ROS {@code sensor_msgs/CameraInfo}: maps normalised coordinates (x/z, y/z) to distorted ones, which
 * the focal lengths then scale to pixels. Results are left in {@link #x} and {@link #y}, so nothing is allocated; not
 * thread-safe.
 *
 * <p>Polynomial models fold over beyond some radius, where a point far outside the view would land in the image again;
 * {@link #apply} refuses points beyond the first such radius.
 */
abstract sealed class Distortion {

    /** Largest normalised radius examined: 84 degrees off the axis. */
    private static final double MAX_RADIUS = 10;
    /** Steps in which the radius is searched for the fold. */
    private static final int FOLD_STEPS = 10_000;

    double x;
    double y;

    /** Distorts one point; false when it is beyond the model's valid field. */
    abstract boolean apply(double nx, double ny);

    /** Empty when {@link #of} knows the model and the number of its coefficients, else what is wrong. */
    static String complaint(String model, double[] d) {
        return switch (model) {
            case "" -> "";
            case "plumb_bob" -> d.length == 5 || d.length == 4 || d.length == 0 ? ""
                    : "plumb_bob needs 4 or 5 coefficients, got " + d.length;
            case "rational_polynomial" -> d.length == 8 ? "" : "rational_polynomial needs 8, got " + d.length;
            case "kannala_brandt", "equidistant" -> d.length == 4 ? "" : model + " needs 4, got " + d.length;
            default -> "'" + model + "' is unknown; known: plumb_bob, rational_polynomial, kannala_brandt";
        };
    }

    /** The model of that name; coefficients in ROS order. */
    static Distortion of(String model, double[] d) {
        String complaint = complaint(model, d);
        if (!complaint.isEmpty()) {
            throw new IllegalArgumentException("distortion: " + complaint);
        }
        if (model.isEmpty() || d.length == 0) {
            return new None();
        }
        return switch (model) {
            case "kannala_brandt", "equidistant" -> new KannalaBrandt(d);
            default -> new Polynomial(d);
        };
    }

    /** A rectified image. */
    private static final class None extends Distortion {

        @Override
        boolean apply(double nx, double ny) {
            x = nx;
            y = ny;
            return true;
        }
    }

    /** Brown-Conrady: k1 k2 p1 p2 [k3 [k4 k5 k6]], the last three dividing. */
    private static final class Polynomial extends Distortion {

        private final double[] k = new double[8];
        private final double maxSquare;

        Polynomial(double[] d) {
            System.arraycopy(d, 0, k, 0, d.length);
            double radius = 0;
            double previous = 0;
            for (int i = 1; i <= FOLD_STEPS; i++) {
                double r = MAX_RADIUS * i / FOLD_STEPS;
                double distorted = r * radial(r * r);
                if (!(distorted > previous)) {
                    break;
                }
                previous = distorted;
                radius = r;
            }
            maxSquare = radius * radius;
        }

        private double radial(double r2) {
            return (1 + r2 * (k[0] + r2 * (k[1] + r2 * k[4]))) / (1 + r2 * (k[5] + r2 * (k[6] + r2 * k[7])));
        }

        @Override
        boolean apply(double nx, double ny) {
            double r2 = nx * nx + ny * ny;
            if (r2 > maxSquare) {
                return false;
            }
            double radial = radial(r2);
            x = nx * radial + 2 * k[2] * nx * ny + k[3] * (r2 + 2 * nx * nx);
            y = ny * radial + k[2] * (r2 + 2 * ny * ny) + 2 * k[3] * nx * ny;
            return true;
        }
    }

    /** Fisheye: the distorted radius is a polynomial of the angle off the axis. */
    private static final class KannalaBrandt extends Distortion {

        private final double[] k;
        private final double maxAngle;

        KannalaBrandt(double[] d) {
            k = d.clone();
            double angle = 0;
            double previous = 0;
            for (int i = 1; i <= FOLD_STEPS; i++) {
                double theta = Math.PI / 2 * i / FOLD_STEPS;
                double distorted = bent(theta);
                if (!(distorted > previous)) {
                    break;
                }
                previous = distorted;
                angle = theta;
            }
            maxAngle = angle;
        }

        private double bent(double theta) {
            double t2 = theta * theta;
            return theta * (1 + t2 * (k[0] + t2 * (k[1] + t2 * (k[2] + t2 * k[3]))));
        }

        @Override
        boolean apply(double nx, double ny) {
            double radius = StrictMath.hypot(nx, ny);
            double theta = StrictMath.atan(radius);
            if (theta > maxAngle) {
                return false;
            }
            double scale = radius < 1e-12 ? 1 : bent(theta) / radius;
            x = nx * scale;
            y = ny * scale;
            return true;
        }
    }
}
