package dev.understudy.replay.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.perception.RealData;
import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.perception.line.FrameLineConfig;
import dev.understudy.perception.line.ImageUse;
import dev.understudy.proto.v1.PairingReason;
import dev.understudy.replay.kitti.KittiRawLog;
import dev.understudy.replay.log.LabelCoverage;
import dev.understudy.replay.log.LogRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("real-data")
class RealHarvestTest {

    /** A full turn shows up to 100 proposals here, and the farthest labelled cars are the last of them. */
    private static final int MAX_OBJECTS = 128;

    @Test
    void shouldPairEveryRealFrameAndFindLabelledCars() {
        List<HarvestedFrame> frames = harvest(RealData.folder("kitti_raw"));

        Map<String, Long> classes = frames.stream().flatMap(f -> f.objects().stream())
                .collect(Collectors.groupingBy(LabelledObject::className, Collectors.counting()));
        System.out.println("clusters " + frames.stream().mapToInt(f -> f.set().getClustersCount()).average()
                .orElse(0) + " per frame, scored " + classes);
        assertThat(frames).hasSize(20).allMatch(f -> f.set().getPairing() == PairingReason.PAIRED);
        assertThat(classes.get("Car")).isBetween(25L, 80L);
        assertThat(frames).allMatch(f -> f.set().getFixedFrameId().equals("map"));
    }

    @Test
    void shouldProjectClustersOntoLabelledCarsAndLoseThemByATurnedCalibration() {
        Path folder = RealData.folder("kitti_raw");
        List<HarvestedFrame> frames = harvest(folder);
        LogRecord.Calibration calibration = (LogRecord.Calibration) KittiRawLog.open(folder).next();
        CameraMount mount = calibration.mounts().get(0);

        ProjectionAgreement right = agreement(frames, mount);
        ProjectionAgreement turned = agreement(frames, turnedByDegrees(mount, 5));

        System.out.println("median IoU " + right.medianIou() + " over " + right.matched() + " of " + right.labelled()
                + " cars; turned by 5 degrees " + turned.medianIou());
        assertThat(right.matched()).isGreaterThan(30);
        assertThat(right.medianIou()).isGreaterThan(0.8);
        assertThat(turned.medianIou()).isLessThan(0.6);
    }

    static List<HarvestedFrame> harvest(Path folder) {
        List<HarvestedFrame> frames = new ArrayList<>();
        FrameLineConfig settings = FrameLineConfig.defaults().withMaxObjects(MAX_OBJECTS);
        try (ObjectHarvest harvest = new ObjectHarvest(KittiRawLog.open(folder), settings, LabelCoverage.CAMERA_VIEW,
                ImageUse.NONE)) {
            for (HarvestedFrame frame = harvest.next(); frame != null; frame = harvest.next()) {
                frames.add(frame);
            }
        }
        return frames;
    }

    private static ProjectionAgreement agreement(List<HarvestedFrame> frames, CameraMount mount) {
        ProjectionAgreement agreement = new ProjectionAgreement("Car");
        frames.forEach(f -> agreement.add(f.set(), f.truth(), mount));
        return agreement;
    }

    private static CameraMount turnedByDegrees(CameraMount mount, double degrees) {
        RigidTransform turn = RigidTransform.ofYaw(0, 0, 0, Math.toRadians(degrees));
        return new CameraMount(mount.cameraFrameId(), mount.lidarFrameId(), mount.validFromNanos(),
                mount.shutterOffsetNanos(), mount.intrinsics(), mount.cameraFromLidar().after(turn));
    }
}
