package dev.understudy.perception.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.perception.geometry.RigidTransform;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected pixels are worked out from the published model equations with numpy, independently of the code here. */
class ProjectionTest {

    /** Camera axes of a camera that looks along the LiDAR's x. */
    private static final RigidTransform FORWARD =
            new RigidTransform(new double[] {0, -1, 0, 0, 0, 0, -1, 0, 1, 0, 0, 0});

    private static Projection lens(String model, double... d) {
        return new Projection(new CameraMount("c", "l", 0, 0,
                new CameraMount.Intrinsics(640, 480, 500, 510, 320, 240, model, d), FORWARD));
    }

    private static void assertPixel(Projection projection, double u, double v) {
        // 10 m ahead, 2 m to the right, 1 m down: normalised coordinates (0.2, 0.1).
        assertThat(projection.project(10, -2, -1)).isTrue();
        assertThat(projection.u()).isCloseTo(u, within(1e-6));
        assertThat(projection.v()).isCloseTo(v, offset(1e-6));
        assertThat(projection.depth()).isEqualTo(10);
    }

    @Test
    void shouldProjectThroughAPinhole() {
        assertPixel(lens(""), 420, 291);
    }

    @Test
    void shouldProjectThroughPlumbBob() {
        assertPixel(lens("plumb_bob", -0.3, 0.1, 0.001, -0.002, 0.05), PLUMB_BOB[0], PLUMB_BOB[1]);
    }

    @Test
    void shouldProjectThroughARationalPolynomial() {
        assertPixel(lens("rational_polynomial", 0.4, -0.2, 0.001, -0.002, 0.01, 0.7, -0.1, 0.02), RATIONAL[0],
                RATIONAL[1]);
    }

    @Test
    void shouldProjectThroughAFisheye() {
        assertPixel(lens("kannala_brandt", -0.02, 0.003, -0.001, 0.0002), FISHEYE[0], FISHEYE[1]);
        assertPixel(lens("equidistant", -0.02, 0.003, -0.001, 0.0002), FISHEYE[0], FISHEYE[1]);
    }

    @Test
    void shouldRejectPointsBehindTheCamera() {
        assertThat(lens("").project(-10, 1, 1)).isFalse();
        assertThat(lens("").project(0, 1, 1)).isFalse();
        assertThat(lens("").project(Double.NaN, 1, 1)).isFalse();
    }

    @Test
    void shouldRejectPointsWhereTheLensModelFoldsOver() {
        // With k1 = -0.3 the distorted radius falls beyond r = 1 / sqrt(0.9).
        Projection projection = lens("plumb_bob", -0.3, 0, 0, 0, 0);
        assertThat(projection.project(10, 10.5, 0)).isTrue();
        assertThat(projection.project(10, 10.6, 0)).isFalse();
    }

    /** The lens models as OpenCV's documentation writes them, term by term, on normalised coordinates. */
    private static double[] documented(String model, double[] d, double a, double b) {
        double r = Math.sqrt(a * a + b * b);
        if (model.equals("kannala_brandt")) {
            double t = Math.atan(r);
            double bent = t * (1 + d[0] * Math.pow(t, 2) + d[1] * Math.pow(t, 4) + d[2] * Math.pow(t, 6)
                    + d[3] * Math.pow(t, 8));
            return new double[] {bent / r * a, bent / r * b};
        }
        double[] k = Arrays.copyOf(d, 8);
        double radial = (1 + k[0] * Math.pow(r, 2) + k[1] * Math.pow(r, 4) + k[4] * Math.pow(r, 6))
                / (1 + k[5] * Math.pow(r, 2) + k[6] * Math.pow(r, 4) + k[7] * Math.pow(r, 6));
        return new double[] {a * radial + 2 * k[2] * a * b + k[3] * (r * r + 2 * a * a),
            b * radial + k[2] * (r * r + 2 * b * b) + 2 * k[3] * a * b};
    }

    @ParameterizedTest
    @ValueSource(strings = {"plumb_bob", "rational_polynomial", "kannala_brandt"})
    void shouldFollowTheDocumentedModelAllOverTheImageAndLeadBack(String model) {
        double[] d = switch (model) {
            case "plumb_bob" -> new double[] {-0.3, 0.1, 0.001, -0.002, -0.01};
            case "kannala_brandt" -> new double[] {-0.02, 0.003, -0.001, 0.0002};
            default -> new double[] {0.4, -0.2, 0.001, -0.002, 0.01, 0.7, -0.1, 0.02};
        };
        Projection projection = lens(model, d);
        for (double a = -0.6; a <= 0.61; a += 0.15) {
            for (double b = -0.45; b <= 0.46; b += 0.17) {
                assertThat(projection.project(8, -8 * a, -8 * b)).isTrue();
                double x = (projection.u() - 320) / 500;
                double y = (projection.v() - 240) / 510;
                double[] expected = documented(model, d, a, b);
                assertThat(x).isCloseTo(expected[0], within(1e-12));
                assertThat(y).isCloseTo(expected[1], within(1e-12));
                // Fixed-point iteration undoes a mild distortion: the pixel leads back to the ray, so to one point
                // only.
                double backX = x;
                double backY = y;
                for (int i = 0; i < 200; i++) {
                    double[] there = documented(model, d, backX, backY);
                    backX += 0.7 * (x - there[0]);
                    backY += 0.7 * (y - there[1]);
                }
                assertThat(backX).isCloseTo(a, within(1e-9));
                assertThat(backY).isCloseTo(b, within(1e-9));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plumb_bob", "rational_polynomial", "kannala_brandt"})
    void shouldNeverProjectWhatIsBehind(String model) {
        double[] d = switch (model) {
            case "" -> new double[0];
            case "plumb_bob" -> new double[] {-0.3, 0.1, 0, 0, 0};
            case "kannala_brandt" -> new double[] {0, 0, 0, 0};
            default -> new double[] {0.4, -0.2, 0, 0, 0, 0.7, 0, 0};
        };
        Projection projection = lens(model, d);
        for (double x : new double[] {-50, -1, -0.05, 0, 0.05}) {
            assertThat(projection.project(x, 0.01, 0.01)).isFalse();
        }
    }

    @Test
    void shouldRejectPointsWhereTheFisheyeFoldsOver() {
        // With k1 = -0.2 the image radius t - 0.2 t^3 falls beyond t = 1 / sqrt(0.6), 74 degrees off the axis.
        Projection projection = lens("kannala_brandt", -0.2, 0, 0, 0);
        double fold = Math.tan(1 / Math.sqrt(0.6));
        assertThat(projection.project(1, 0.99 * fold, 0)).isTrue();
        assertThat(projection.project(1, 1.01 * fold, 0)).isFalse();
    }

    @Test
    void shouldRejectPointsWhereTheRationalModelFoldsOver() {
        // r (1 - 0.2 r^2) / (1 + 0.1 r^2) rises as long as 1 - 0.7 r^2 - 0.02 r^4 > 0, that is up to r^2 = 1.3746.
        Projection projection = lens("rational_polynomial", -0.2, 0, 0, 0, 0, 0.1, 0, 0);
        double fold = Math.sqrt((-0.7 + Math.sqrt(0.49 + 0.08)) / 0.04);
        assertThat(projection.project(10, 10 * (fold - 0.01), 0)).isTrue();
        assertThat(projection.project(10, 10 * (fold + 0.01), 0)).isFalse();
    }

    @Test
    void shouldTellWhatLiesInTheImage() {
        Projection projection = lens("");
        assertThat(projection.project(10, 6.4, 0) && projection.inImage()).isTrue();
        assertThat(projection.project(10, 6.5, 0)).isTrue();
        assertThat(projection.inImage()).isFalse();
    }

    private static final double[] PLUMB_BOB = {418.415625000, 290.242968750};
    private static final double[] RATIONAL = {418.416096820, 290.243209378};
    private static final double[] FISHEYE = {418.287071544, 290.126406487};
}
