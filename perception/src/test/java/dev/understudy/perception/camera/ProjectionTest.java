package dev.understudy.perception.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.perception.geometry.RigidTransform;
import org.junit.jupiter.api.Test;

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
