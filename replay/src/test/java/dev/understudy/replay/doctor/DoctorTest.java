package dev.understudy.replay.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.perception.RealData;
import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.DriveLogs;
import dev.understudy.replay.doctor.Finding.Level;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.ForwardingLog;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.simulator.DomainPhase;
import dev.understudy.replay.simulator.FleetConfig;
import dev.understudy.replay.simulator.SimulatedFleet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs that are well have no problem; logs with one fault have the one right finding. */
class DoctorTest {

    private static final int FRAMES = 20;
    private static final long MILLI = 1_000_000L;

    @Test
    void shouldFindASimulatedDriveWell() {
        assertThat(problems(drive(r -> r))).isEmpty();
    }

    @Tag("real-data")
    @Test
    void shouldFindRealRecordingsWell() {
        assertThat(problems(DriveLogs.open(RealData.folder("kitti_raw")))).isEmpty();
        assertThat(problems(DriveLogs.open(RealData.folder("pandaset_002")))).isEmpty();
    }

    @Test
    void shouldFindAxesThatAreTurned() {
        // A camera's axes: x right, y down, z forward; then a sensor that hangs upside down.
        assertThat(problems(drive(points((x, y, z) -> new float[] {-y, -z, x})))).singleElement()
                .satisfies(f -> assertThat(f.text()).startsWith("-y points up, where z should"));
        assertThat(problems(drive(points((x, y, z) -> new float[] {x, -y, -z})))).singleElement()
                .satisfies(f -> assertThat(f.text()).startsWith("-z points up, where z should"));
    }

    @Test
    void shouldFindMillimetres() {
        assertThat(problems(drive(points((x, y, z) -> new float[] {1000 * x, 1000 * y, 1000 * z})))).singleElement()
                .satisfies(f -> assertThat(f.text()).contains("coordinates are no metres"));
    }

    @Test
    void shouldFindFramesThatAreMissing() {
        DriveLog log = drive(r -> r instanceof LogRecord.LidarFrame f && (f.sequence() == 7 || f.sequence() == 12)
                ? null : r);

        assertThat(problems(log)).singleElement()
                .satisfies(f -> assertThat(f.text()).contains("18 frames at 5.0 Hz, 2 missing and 0 doubled"));
    }

    @Test
    void shouldFindClocksThatDriftApart() {
        assertThat(problems(drive(r -> r instanceof LogRecord.CameraFrame c ? new LogRecord.CameraFrame(c.robot(),
                c.frameId(), c.sequence(), c.stampNanos() + c.sequence() * 3 * MILLI, c.format(), c.data()) : r)))
                .singleElement().satisfies(f -> assertThat(f.text()).contains("moving by").contains("(PTP)"));
    }

    @Test
    void shouldFindACameraThatLooksAway() {
        RigidTransform behind = RigidTransform.ofYaw(0, 0, 0, Math.PI);
        assertThat(problems(drive(calibrated(behind)))).singleElement()
                .satisfies(f -> assertThat(f.check()).isEqualTo("calibration"));
    }

    @Tag("real-data")
    @ParameterizedTest
    @ValueSource(doubles = {-3, 3})
    void shouldFindARealCalibrationThatIsTurned(double degrees) {
        RigidTransform turn = RigidTransform.ofYaw(0, 0, 0, Math.toRadians(degrees));
        DriveLog log = mapped(DriveLogs.open(RealData.folder("kitti_raw")), calibrated(turn));

        assertThat(problems(log)).singleElement()
                .satisfies(f -> assertThat(f.text()).contains("correct the transform between"));
    }

    private static List<Finding> problems(DriveLog log) {
        try (log) {
            List<Finding> findings = Doctor.examine(log, 1000);
            return findings.stream().filter(f -> f.level() == Level.PROBLEM).toList();
        }
    }

    private static DriveLog drive(UnaryOperator<LogRecord> change) {
        FleetConfig config = new FleetConfig(5, 1, 5, FRAMES, List.of(new DomainPhase("source", 1)));
        return mapped(new SimulatedFleet(config), change);
    }

    private static UnaryOperator<LogRecord> points(Turn turn) {
        return r -> {
            if (!(r instanceof LogRecord.LidarFrame f)) {
                return r;
            }
            float[] out = f.xyzi().clone();
            for (int i = 0; i < out.length; i += 4) {
                System.arraycopy(turn.apply(out[i], out[i + 1], out[i + 2]), 0, out, i, 3);
            }
            return new LogRecord.LidarFrame(f.robot(), f.frameId(), f.sequence(), f.stampNanos(), out);
        };
    }

    private static UnaryOperator<LogRecord> calibrated(RigidTransform turn) {
        return r -> r instanceof LogRecord.Calibration c ? new LogRecord.Calibration(c.robot(), c.stampNanos(),
                c.mounts().stream().map(m -> new CameraMount(m.cameraFrameId(), m.lidarFrameId(), m.validFromNanos(),
                        m.shutterOffsetNanos(), m.intrinsics(), m.cameraFromLidar().after(turn))).toList()) : r;
    }

    private interface Turn {
        float[] apply(float x, float y, float z);
    }

    /** A log whose records are changed; null leaves one out. */
    private static DriveLog mapped(DriveLog log, UnaryOperator<LogRecord> change) {
        return new ForwardingLog() {
            @Override
            protected DriveLog log() {
                return log;
            }

            @Override
            public LogRecord next() {
                while (true) {
                    LogRecord record = log.next();
                    LogRecord changed = record == null ? null : change.apply(record);
                    if (record == null || changed != null) {
                        return changed;
                    }
                }
            }
        };
    }
}
