package dev.understudy.replay.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.geometry.OrientedBox;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.proto.v1.PairingReason;
import dev.understudy.replay.log.LabelCoverage;
import dev.understudy.replay.log.LogRecord;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** A box on flat ground ten metres ahead, seen by one or two robots at 10 Hz. */
class ObjectHarvestTest {

    private static final long START = 1_000_000_000_000L;
    private static final long PERIOD = 100_000_000L;
    private static final OrientedBox BOX = new OrientedBox(10, 0, -0.9, 2, 1.6, 1.6, 0);

    @Test
    void shouldLabelCropAndTrackTheObjectInEveryFrame() {
        List<HarvestedFrame> frames = harvest(drive("a", 4));

        assertThat(frames).hasSize(4).allMatch(f -> f.set().getPairing() == PairingReason.PAIRED);
        List<LabelledObject> cars = cars(frames);
        assertThat(cars).hasSize(4).allMatch(o -> o.cluster().hasCrop() && o.truthTrack().equals("car-1")
                && o.domain().equals("test") && o.robot().equals("a"));
        assertThat(cars).extracting(o -> o.cluster().getTrackId()).containsOnly(cars.get(0).cluster().getTrackId());
    }

    @Test
    void shouldNotWaitForImagesWhereTheRobotHasNoCamera() {
        List<LogRecord> records = drive("a", 3);
        records.removeIf(r -> r instanceof LogRecord.CameraFrame);
        records.set(0, new LogRecord.Calibration("a", START, List.of()));

        List<HarvestedFrame> frames = harvest(records);

        assertThat(frames).hasSize(3).allMatch(f -> f.set().getPairing() == PairingReason.NO_CALIBRATION);
        assertThat(cars(frames)).hasSize(3).noneMatch(o -> o.cluster().hasCrop());
    }

    @Test
    void shouldGoOnWithoutAnImageThatCannotBeDecoded() {
        List<LogRecord> records = drive("a", 3);
        records.replaceAll(r -> r instanceof LogRecord.CameraFrame c && c.sequence() == 1
                ? new LogRecord.CameraFrame("a", "cam", 1, c.stampNanos(), "png", new byte[] {1, 2, 3}) : r);

        assertThat(harvest(records)).extracting(f -> f.set().getPairing()).containsExactly(
                PairingReason.PAIRED, PairingReason.CAMERA_UNREADABLE, PairingReason.PAIRED);
    }

    @Test
    void shouldWaitForTheTruthThatFollowsAFrameAtItsStamp() {
        List<LogRecord> records = drive("a", 1);
        records.removeIf(r -> r instanceof LogRecord.CameraFrame);
        records.set(0, new LogRecord.Calibration("a", START, List.of()));

        assertThat(harvest(records).get(0).truth()).isNotNull();
    }

    @Test
    void shouldHarvestFramesWithoutTruth() {
        List<LogRecord> records = drive("a", 2);
        records.removeIf(r -> r instanceof LogRecord.Truth);

        List<HarvestedFrame> frames = harvest(records);

        assertThat(frames).hasSize(2).allMatch(f -> f.truth() == null && f.objects().isEmpty());
        assertThat(frames.get(0).classes()).hasSize(frames.get(0).set().getClustersCount()).containsOnlyNulls();
    }

    @Test
    void shouldKeepRobotsApart() {
        List<LogRecord> records = drive("a", 3);
        records.addAll(drive("b", 3));
        records.sort((x, y) -> Long.compare(x.stampNanos(), y.stampNanos()));

        List<HarvestedFrame> frames = harvest(records);

        assertThat(frames).hasSize(6);
        assertThat(cars(frames)).filteredOn(o -> o.robot().equals("b")).hasSize(3)
                .allMatch(o -> o.truthTrack().equals("car-1"));
    }

    @Test
    void shouldTakeTheLatestPoseThatIsNotTooOld() {
        List<LogRecord> records = drive("a", 4);
        records.add(1, new LogRecord.Pose("a", "map", "lidar", START, RigidTransform.IDENTITY));

        assertThat(harvest(records)).extracting(f -> f.set().getFixedFrameId()).containsExactly("map", "map", "", "");
    }

    private static List<HarvestedFrame> harvest(List<LogRecord> records) {
        List<HarvestedFrame> frames = new ArrayList<>();
        try (ObjectHarvest harvest = ObjectHarvest.of(new ListedLog(records), LabelCoverage.EVERYWHERE)) {
            for (HarvestedFrame frame = harvest.next(); frame != null; frame = harvest.next()) {
                frames.add(frame);
            }
        }
        return frames;
    }

    private static List<LabelledObject> cars(List<HarvestedFrame> frames) {
        return frames.stream().flatMap(f -> f.objects().stream()).filter(o -> o.className().equals("car")).toList();
    }

    private static List<LogRecord> drive(String robot, int frames) {
        CameraMount mount = new CameraMount("cam", "lidar", 0, 0,
                new CameraMount.Intrinsics(200, 100, 150, 150, 100, 50, "", new double[0]),
                new RigidTransform(new double[] {0, -1, 0, 0, 0, 0, -1, 0, 1, 0, 0, 0}));
        List<LogRecord> records = new ArrayList<>();
        records.add(new LogRecord.Calibration(robot, START, List.of(mount)));
        for (int i = 0; i < frames; i++) {
            long stamp = START + i * PERIOD;
            records.add(new LogRecord.LidarFrame(robot, "lidar", i, stamp, scan()));
            records.add(new LogRecord.CameraFrame(robot, "cam", i, stamp, "png", image()));
            records.add(new LogRecord.Truth(robot, "lidar", stamp, "test",
                    List.of(new LogRecord.TruthObject("car-1", "car", BOX, null))));
        }
        return records;
    }

    /** Ground at -1.7 m each 0.25 m, and the front, top and side of the box each 0.1 m. */
    private static float[] scan() {
        List<float[]> points = new ArrayList<>();
        for (double x = -20; x < 20; x += 0.25) {
            for (double y = -20; y < 20; y += 0.25) {
                points.add(new float[] {(float) x, (float) y, -1.7f, 0.1f});
            }
        }
        for (double y = -0.8; y <= 0.8; y += 0.1) {
            for (double z = -1.7; z <= -0.1; z += 0.1) {
                points.add(new float[] {9, (float) y, (float) z, 0.6f});
            }
            for (double x = 9; x <= 11; x += 0.1) {
                points.add(new float[] {(float) x, (float) y, -0.1f, 0.6f});
            }
        }
        float[] xyzi = new float[4 * points.size()];
        for (int i = 0; i < points.size(); i++) {
            System.arraycopy(points.get(i), 0, xyzi, 4 * i, 4);
        }
        return xyzi;
    }

    private static byte[] image() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
