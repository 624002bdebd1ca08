package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.Understudy;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.mcap.message.Channel;
import dev.understudy.mcap.message.MessageSource;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.Verdict;
import dev.understudy.replay.DriveLogs;
import dev.understudy.replay.Recordings;
import dev.understudy.replay.kitti.MiniKitti;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.messagelog.TopicOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A drive on its way: from a folder into an MCAP file, into Kafka as two robots, and from there into a file again. */
@Tag("broker")
class RecordTopicsIT {

    private static final int FRAMES = 4;
    private static final int USAGE = 2;

    @TempDir
    static Path folder;

    private static KafkaConnection kafka;

    @BeforeAll
    static void empty() {
        kafka = SharedServices.emptied();
    }

    @Test
    void shouldRecordWhatWasReplayed() throws Exception {
        Path kitti = MiniKitti.raw(folder.resolve("kitti"), FRAMES);
        Path drive = folder.resolve("drive.mcap");
        Path out = folder.resolve("out.mcap");
        understudy(0, "record", "--log", kitti.toString(), "--out", drive.toString());
        onBroker(0, "topics", "create", "--partitions", "2");
        Records.awaitLeaders(kafka.servers());
        String replayed = onBroker(0, "replay", drive.toString(), "--rate", "max", "--robots", "2");
        Records.produce(kafka.servers(), Map.of(), Topics.DEAD_LETTER,
                "2011_09_26_drive_0013-1", "rubbish".getBytes(StandardCharsets.UTF_8));
        onBroker(0, "record", "--topics", "lidar,camera,calibration,pose,dead-letters", "--from-start", "--until-end",
                "--out", out.toString());

        assertThat(replayed).contains(2 * FRAMES + " LiDAR frames, " + 2 * FRAMES + " camera frames");
        assertThat(counts(out)).containsEntry("/2011_09_26_drive_0013-1/lidar/velo_link", (long) FRAMES)
                .containsEntry("/2011_09_26_drive_0013-2/lidar/velo_link", (long) FRAMES)
                .containsEntry("/2011_09_26_drive_0013-2/camera/camera_color_left/image", (long) FRAMES)
                .containsEntry("/2011_09_26_drive_0013-1/tf", (long) FRAMES).containsEntry("/dead_letters", 1L);
        TopicOptions second = new TopicOptions(List.of("/2011_09_26_drive_0013-2/lidar/velo_link"),
                List.of("/2011_09_26_drive_0013-2/camera/camera_color_left/image"));
        assertThat(scans(DriveLogs.open(out, second))).isEqualTo(scans(DriveLogs.open(kitti)));
    }

    @Test
    void shouldRelabelTheSamplesTopicAsItsRecording() throws Exception {
        Path out = folder.resolve("samples.mcap");
        onBroker(0, "topics", "create", "--partitions", "2");
        for (float point : new float[] {0.9f, 0.6f}) {
            Records.produce(kafka.servers(), Map.of(), Topics.SAMPLE, "r", sample(point).toByteArray());
        }
        String topic = onBroker(0, "relabel", "--rule", "joint-mean", "--threshold", "0.5");
        onBroker(0, "record", "--topics", "samples", "--from-start", "--until-end", "--out", out.toString());

        assertThat(topic).contains("2 samples, 1 taught before and 2 now").contains("BELOW_THRESHOLD -> ACCEPTED");
        assertThat(understudy(0, "relabel", out.toString(), "--rule", "joint-mean", "--threshold", "0.5"))
                .isEqualTo(topic);
    }

    /** Both branches give the first class that probability; the threshold was 0.8. */
    private static PseudoLabelledSample sample(float probability) {
        List<Float> distribution = new ArrayList<>(Collections.nCopies(Taxonomy.shipped("road-v1").size(), 0f));
        distribution.set(0, probability);
        distribution.set(1, 1 - probability);
        Cluster.Builder cluster = Cluster.newBuilder().setPointCount(50);
        cluster.getBoxBuilder().setLength(4).setWidth(2).setHeight(1.5);
        return PseudoLabelledSample.newBuilder().setRobotId("r").setStampNs(1).setCluster(cluster)
                .addAllPointDistribution(distribution).addAllImageDistribution(distribution)
                .setVerdict(probability < 0.8f ? Verdict.BELOW_THRESHOLD : Verdict.ACCEPTED).setLabel(0)
                .setConfidence(probability).setRule("joint-mean").setPointWeight(0.5f).setThreshold(0.8f)
                .setTaxonomyVersion(Taxonomy.shipped("road-v1").version()).build();
    }

    @Test
    void shouldNameATopicThatTheBrokerDoesNotHave() {
        String err = onBroker(USAGE, "record", "--topics", "lidars", "--out", folder.resolve("x.mcap").toString());

        assertThat(err.strip().lines()).singleElement().asString()
                .contains("--topics: the broker has no topic lidars; short names are lidar, camera");
    }

    /** Stamps and points of every scan. */
    private static Map<Long, String> scans(DriveLog log) {
        Map<Long, String> out = new TreeMap<>();
        try (log) {
            for (LogRecord r = log.next(); r != null; r = log.next()) {
                if (r instanceof LogRecord.LidarFrame scan) {
                    out.put(scan.stampNanos(), Arrays.toString(scan.xyzi()));
                }
            }
        }
        return out;
    }

    private static Map<String, Long> counts(Path file) {
        Map<String, Long> out = new TreeMap<>();
        try (MessageSource source = Recordings.open(file)) {
            for (Channel channel : source.channels()) {
                out.merge(channel.topic(), source.counts().getOrDefault(channel.id(), 0L), Long::sum);
            }
        }
        return out;
    }

    private static String onBroker(int exit, String... args) {
        String[] all = Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--bootstrap-servers";
        all[args.length + 1] = kafka.servers();
        return understudy(exit, all);
    }

    private static String understudy(int exit, String... args) {
        StringWriter out = new StringWriter();
        PrintWriter lines = new PrintWriter(out, true);
        CommandLine command = Understudy.commandLine().setOut(lines).setErr(lines);
        assertThat(command.execute(args)).as(out.toString()).isEqualTo(exit);
        return out.toString();
    }
}
