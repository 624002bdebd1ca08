package dev.understudy.replay.simulator.camera;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.perception.camera.CameraMount.Intrinsics;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.simulator.DomainParameters;
import dev.understudy.replay.simulator.Domains;
import dev.understudy.replay.simulator.lidar.LidarSimulator;
import dev.understudy.replay.simulator.lidar.Scan;
import dev.understudy.replay.simulator.rays.Noise;
import dev.understudy.replay.simulator.scene.SceneObject;
import dev.understudy.replay.simulator.scene.Street;
import dev.understudy.replay.simulator.scene.StreetPlan;
import dev.understudy.replay.simulator.shapes.Dice;
import java.util.List;
import org.junit.jupiter.api.Test;

class CameraSimulatorTest {

    private static final long SEED = 91;
    private static final RigidTransform OPTICAL =
            new RigidTransform(new double[] {0, 0, 1, 0, -1, 0, 0, 0, 0, -1, 0, 0});

    private final DomainParameters domain = Domains.named(Domains.SOURCE);
    private final Street street = new Street(domain.street(), domain.city(), 8, 10, 50, new Dice(SEED), () -> 1);

    @Test
    void shouldShowTheObjectThatTheLidarMeetsAtTheSamePlace() {
        street.advance(0, 0);
        List<SceneObject> objects = street.objects(0, -StreetPlan.LANE);
        RigidTransform worldFromLidar = RigidTransform.ofYaw(0, -StreetPlan.LANE, 1.8, 0);
        Scan scan = new LidarSimulator(domain.lidar()).scan(objects, street.ground(), worldFromLidar, new Noise(SEED));
        try (CameraSimulator camera = new CameraSimulator(domain.lens(), domain.light())) {
            camera.take(objects, street.ground(), worldFromLidar.after(OPTICAL), 0, 1, 1, new Noise(SEED));
            assertThat(agreement(scan, camera.objectMap())).as("seed %d", SEED).isGreaterThan(0.93);
        }
    }

    @Test
    void shouldOutlineWhatItShows() {
        street.advance(0, 0);
        List<SceneObject> objects = street.objects(0, -StreetPlan.LANE);
        RigidTransform worldFromCamera = RigidTransform.ofYaw(0, -StreetPlan.LANE, 1.8, 0).after(OPTICAL);
        try (CameraSimulator camera = new CameraSimulator(domain.lens(), domain.light())) {
            Picture picture = camera.take(objects, street.ground(), worldFromCamera, 0, 1, 1, new Noise(SEED));
            int[] map = camera.objectMap();
            for (int i = 0; i < map.length; i++) {
                if (map[i] >= 0) {
                    float[] box = picture.boxes()[map[i]];
                    assertThat(i % domain.lens().width()).isBetween((int) box[0], (int) box[2]);
                    assertThat(i / domain.lens().width()).isBetween((int) box[1], (int) box[3]);
                }
            }
        }
    }

    /** Share of the points on objects whose pixel shows the same object; camera and LiDAR are at one place. */
    private double agreement(Scan scan, int[] map) {
        Intrinsics lens = CameraSimulator.intrinsics(domain.lens());
        int same = 0;
        int all = 0;
        for (int i = 0; i < scan.object().length; i++) {
            double depth = scan.xyzi()[4 * i];
            long u = Math.round(-scan.xyzi()[4 * i + 1] / depth * lens.fx() + lens.cx());
            long v = Math.round(-scan.xyzi()[4 * i + 2] / depth * lens.fy() + lens.cy());
            boolean inside = depth > 0 && u >= 0 && v >= 0 && u < lens.width() && v < lens.height();
            if (scan.object()[i] >= 0 && inside) {
                all++;
                same += map[(int) (v * lens.width() + u)] == scan.object()[i] ? 1 : 0;
            }
        }
        return same / (double) all;
    }
}
