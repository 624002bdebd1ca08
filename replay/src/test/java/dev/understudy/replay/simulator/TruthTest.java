package dev.understudy.replay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.geometry.OrientedBox;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.simulator.lidar.LidarSimulator;
import dev.understudy.replay.simulator.lidar.Scan;
import dev.understudy.replay.simulator.rays.Noise;
import dev.understudy.replay.simulator.scene.SceneObject;
import dev.understudy.replay.simulator.scene.Street;
import dev.understudy.replay.simulator.scene.StreetPlan;
import dev.understudy.replay.simulator.shapes.Dice;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TruthTest {

    /** Range noise reaches this many standard deviations in its table of draws. */
    private static final double SIGMAS = 4.5;
    private static final long SEED = 77;

    static List<String> names() {
        return Domains.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldHoldEveryPointOfTheObjectInItsBox(String name) {
        DomainParameters domain = Domains.named(name);
        Street street = new Street(domain.street(), domain.city(), 8, 10, 50, new Dice(SEED), () -> 1);
        street.advance(0, 0);
        List<SceneObject> objects = street.objects(0, -StreetPlan.LANE);
        RigidTransform worldFromLidar = RigidTransform.ofYaw(0, -StreetPlan.LANE, 0, 0).after(Rig.tilt(0.5, -0.5))
                .after(Rig.of(domain).vehicleFromLidar());
        Scan scan = new LidarSimulator(domain.lidar()).scan(objects, street.ground(), worldFromLidar, new Noise(SEED));
        RigidTransform lidarFromWorld = worldFromLidar.inverse();
        double margin = SIGMAS * domain.lidar().rangeNoise();
        int onObjects = 0;
        for (int i = 0; i < scan.object().length; i++) {
            if (scan.object()[i] >= 0) {
                SceneObject o = objects.get(scan.object()[i]);
                OrientedBox box = TruthWriter.box(o.shape(), lidarFromWorld.after(o.worldFromObject(0)));
                assertThat(box.contains(scan.xyzi()[4 * i], scan.xyzi()[4 * i + 1], scan.xyzi()[4 * i + 2], margin))
                        .as("point %d on %s, seed %d", i, o.kind(), SEED).isTrue();
                onObjects++;
            }
        }
        assertThat(onObjects).isGreaterThan(300);
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldProjectWhereTheImageShowsTheObject(String name) {
        int near = 0;
        int all = 0;
        CameraMount mount = null;
        try (SimulatedFleet fleet = new SimulatedFleet(FleetConfig.of(SEED, 1, 1, 8, name))) {
            for (LogRecord r = fleet.next(); r != null; r = fleet.next()) {
                if (r instanceof LogRecord.Calibration c) {
                    mount = c.mounts().get(c.mounts().size() - 1);
                } else if (r instanceof LogRecord.Truth t) {
                    for (LogRecord.TruthObject o : t.objects()) {
                        if (o.imageBox() != null && whole(mount, o.imageBox())) {
                            all++;
                            near += centreHits(mount, o) ? 1 : 0;
                        }
                    }
                }
            }
        }
        // Some objects are mostly hidden behind others, so that their middle is not where they are seen.
        assertThat(near / (double) all).as("%s, seed %d, %d objects", name, SEED, all).isGreaterThan(0.8);
    }

    private static boolean whole(CameraMount mount, float[] b) {
        return b[0] > 1 && b[1] > 1 && b[2] < mount.intrinsics().width() - 2 && b[3] < mount.intrinsics().height() - 2;
    }

    private static boolean centreHits(CameraMount mount, LogRecord.TruthObject o) {
        OrientedBox box = o.box();
        RigidTransform m = mount.cameraFromLidar();
        double z = m.applyZ(box.x(), box.y(), box.z());
        double u = m.applyX(box.x(), box.y(), box.z()) / z * mount.intrinsics().fx() + mount.intrinsics().cx();
        double v = m.applyY(box.x(), box.y(), box.z()) / z * mount.intrinsics().fy() + mount.intrinsics().cy();
        float[] b = o.imageBox();
        double slack = 3;
        return z > 0 && u > b[0] - slack && u < b[2] + slack && v > b[1] - slack && v < b[3] + slack;
    }
}
