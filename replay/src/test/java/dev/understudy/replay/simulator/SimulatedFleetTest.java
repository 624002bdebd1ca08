package dev.understudy.replay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.perception.camera.CameraMount;
import dev.understudy.replay.log.LogRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SimulatedFleetTest {

    private static final FleetConfig SHIFT = new FleetConfig(41, 2, 5, 4,
            List.of(new DomainPhase(Domains.SOURCE, 0.5), new DomainPhase(Domains.TARGET, 0.5)));

    /** Read once: the log of most tests. */
    private static final List<LogRecord> LOG = read(SHIFT);

    @Test
    void shouldGiveTheSameBytesForTheSameSeed() {
        assertThat(digest(LOG)).isEqualTo(digest(read(SHIFT)));
    }

    @Test
    void shouldGiveAnotherDriveForAnotherSeed() {
        FleetConfig other = new FleetConfig(42, SHIFT.robots(), SHIFT.frameRateHz(), SHIFT.frames(), SHIFT.phases());
        assertThat(digest(LOG)).isNotEqualTo(digest(read(other)));
    }

    @Test
    void shouldGiveRecordsInStampOrder() {
        assertThat(LOG).extracting(LogRecord::stampNanos).isSorted();
    }

    @Test
    void shouldBeginEveryRobotWithItsCalibration() {
        for (String robot : List.of("robot-01", "robot-02")) {
            assertThat(LOG.stream().filter(r -> r.robot().equals(robot)).findFirst().orElseThrow())
                    .isInstanceOf(LogRecord.Calibration.class);
        }
    }

    @Test
    void shouldStateTheNewMountWhenTheDomainChanges() {
        List<LogRecord.Calibration> calibrations = of(LOG, LogRecord.Calibration.class).stream()
                .filter(c -> c.robot().equals("robot-01")).toList();
        assertThat(calibrations).hasSize(2);
        List<CameraMount> mounts = calibrations.get(1).mounts();
        assertThat(mounts).extracting(CameraMount::validFromNanos).isSorted().hasSize(2);
        assertThat(mounts.get(0).cameraFromLidar()).isNotEqualTo(mounts.get(1).cameraFromLidar());
    }

    @Test
    void shouldDriveThroughTheDomainsInTheirShares() {
        assertThat(of(LOG, LogRecord.Truth.class).stream().filter(t -> t.robot().equals("robot-01"))
                .map(LogRecord.Truth::domain))
                .containsExactly("source", "source", "target", "target");
    }

    @Test
    void shouldGiveAFrameOfEachSensorAndTruthPerTurn() {
        assertThat(of(LOG, LogRecord.LidarFrame.class)).hasSize(8);
        assertThat(of(LOG, LogRecord.CameraFrame.class)).hasSize(8);
        assertThat(of(LOG, LogRecord.Pose.class)).hasSize(8);
        assertThat(of(LOG, LogRecord.Truth.class)).extracting(LogRecord.Truth::stampNanos)
                .isEqualTo(of(LOG, LogRecord.LidarFrame.class).stream().map(LogRecord.LidarFrame::stampNanos).toList());
    }

    @Test
    void shouldEncodeImagesOfTheCalibratedSize() throws IOException {
        LogRecord.CameraFrame frame = of(LOG, LogRecord.CameraFrame.class).get(0);
        var image = ImageIO.read(new ByteArrayInputStream(frame.data()));
        assertThat(frame.format()).isEqualTo("jpeg");
        assertThat(image.getWidth()).isEqualTo(Domains.named(Domains.SOURCE).lens().width());
        assertThat(image.getHeight()).isEqualTo(Domains.named(Domains.SOURCE).lens().height());
    }

    @Test
    void shouldRefuseAnUnknownDomain() {
        assertThatThrownBy(() -> new SimulatedFleet(FleetConfig.of(1, 1, 1, 1, "moon")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("moon");
    }

    private static <T> List<T> of(List<LogRecord> log, Class<T> kind) {
        return log.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static List<LogRecord> read(FleetConfig config) {
        List<LogRecord> out = new ArrayList<>();
        try (SimulatedFleet fleet = new SimulatedFleet(config)) {
            for (LogRecord r = fleet.next(); r != null; r = fleet.next()) {
                out.add(r);
            }
        }
        return out;
    }

    private static String digest(List<LogRecord> log) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (LogRecord r : log) {
                digest.update((r.robot() + r.stampNanos()).getBytes());
                if (r instanceof LogRecord.LidarFrame l) {
                    ByteBuffer bytes = ByteBuffer.allocate(l.xyzi().length * 4);
                    bytes.asFloatBuffer().put(l.xyzi());
                    digest.update(bytes);
                } else if (r instanceof LogRecord.CameraFrame c) {
                    digest.update(c.data());
                } else if (r instanceof LogRecord.Truth t) {
                    t.objects().forEach(o -> digest.update((o.track() + o.className() + o.box()).getBytes()));
                } else if (r instanceof LogRecord.Pose p) {
                    digest.update(p.fixedFromFrame().toString().getBytes());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
