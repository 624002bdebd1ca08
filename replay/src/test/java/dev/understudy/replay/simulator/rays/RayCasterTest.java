package dev.understudy.replay.simulator.rays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.simulator.Domains;
import dev.understudy.replay.simulator.camera.CameraSimulator;
import dev.understudy.replay.simulator.camera.LensParameters;
import dev.understudy.replay.simulator.scene.SceneObject;
import dev.understudy.replay.simulator.scene.Street;
import dev.understudy.replay.simulator.shapes.Dice;
import dev.understudy.replay.simulator.shapes.Primitive;
import java.util.List;
import org.junit.jupiter.api.Test;

class RayCasterTest {

    private static final long SEED = 17;
    private static final float LIMIT = 42;

    private final Street street = new Street(Domains.named(Domains.SOURCE).street(),
            Domains.named(Domains.SOURCE).city(), 8, 10, 50, new Dice(SEED), () -> 1);

    @Test
    void shouldMeetWithTheLidarWhatTestingEveryPrimitiveMeets() {
        RayTable rays = new SpinningRays(20, 0.2, -0.4, 150, Math.PI, -Math.PI);
        RigidTransform pose = RigidTransform.ofYaw(0, -1.75, 1.9, 0.3).after(tilted());
        assertAgrees(rays, pose);
    }

    @Test
    void shouldMeetWithTheCameraWhatTestingEveryPrimitiveMeets() {
        LensParameters lens = new LensParameters(96, 36, 90, 0.42, 0, 0, 0, 0, 0, 0.8, false);
        RayTable rays = new PinholeRays(CameraSimulator.intrinsics(lens));
        RigidTransform optical = new RigidTransform(new double[] {0, 0, 1, 0, -1, 0, 0, 0, 0, -1, 0, 0});
        RigidTransform pose = RigidTransform.ofYaw(0, -1.75, 1.6, 0.1).after(tilted()).after(optical);
        assertAgrees(rays, pose);
    }

    @Test
    void shouldMeetTheRoadAtTheRangeOfAFlatFloor() {
        double down = Math.toRadians(10);
        RayCaster caster = new RayCaster(new SpinningRays(1, -down, -down - 0.1, 1, 0, -0.1), LIMIT);
        caster.cast(List.of(), street.ground(), RigidTransform.ofYaw(0, 0, 2, 0), 0);
        assertThat(caster.hit()[0]).isEqualTo(RayCaster.GROUND);
        assertThat(caster.depth()[0]).isCloseTo((float) (2 / Math.sin(down)), within(1e-3f));
    }

    private void assertAgrees(RayTable rays, RigidTransform worldFromSensor) {
        street.advance(0, 0);
        List<SceneObject> objects = street.objects(0, -1.75);
        RayCaster caster = new RayCaster(rays, LIMIT);
        caster.cast(objects, street.ground(), worldFromSensor, 0.01);
        float[] found = caster.depth().clone();
        caster.cast(List.of(), street.ground(), worldFromSensor, 0.01);
        float[] expected = caster.depth();
        for (SceneObject o : objects) {
            RigidTransform objectFromSensor = o.worldFromObject(0.01).inverse().after(worldFromSensor);
            for (Primitive p : o.shape().primitives()) {
                meet(rays, p, objectFromSensor, expected);
            }
        }
        int differ = 0;
        for (int i = 0; i < found.length; i++) {
            differ += Math.abs(found[i] - expected[i]) > 2e-3f ? 1 : 0;
        }
        // The two sum in another order, so that a ray along an edge may pass on its other side.
        assertThat(differ).as("rays of %d that differ, seed %d", found.length, SEED)
                .isLessThanOrEqualTo(found.length / 1000);
    }

    private static void meet(RayTable rays, Primitive primitive, RigidTransform objectFromSensor, float[] nearest) {
        PosedPrimitive p = new PosedPrimitive();
        p.pose(primitive, 0, objectFromSensor);
        float porosity = primitive.paint().porosity();
        float[] d = new float[3];
        for (int i = 0; i < nearest.length; i++) {
            rays.direction(i / rays.columns(), i % rays.columns(), d);
            float x = p.m[0] * d[0] + p.m[1] * d[1] + p.m[2] * d[2];
            float y = p.m[3] * d[0] + p.m[4] * d[1] + p.m[5] * d[2];
            float z = p.m[6] * d[0] + p.m[7] * d[1] + p.m[8] * d[2];
            float t = Intersections.enter(primitive.solid(), p, x, y, z);
            if (t < nearest[i] && (porosity == 0 || !RayCaster.hole(p, x, y, z, t, porosity))) {
                nearest[i] = t;
            }
        }
    }

    private static RigidTransform tilted() {
        double c = Math.cos(0.03);
        double s = Math.sin(0.03);
        return new RigidTransform(new double[] {c, 0, s, 0, 0, 1, 0, 0, -s, 0, c, 0});
    }
}
