package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.cli.common.ExitCode;
import dev.understudy.mcap.McapWriter;
import dev.understudy.mcap.message.Channel;
import dev.understudy.mcap.message.Schema;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.cloud.PointCloudCodec;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Commands that look at recordings, as a user types them. */
class LogCommandsTest {

    private static final long START = 1_700_000_000_000_000_000L;

    @TempDir
    Path folder;

    @Test
    void shouldTellWhatARecordingHoldsAndWhatIsUsed() {
        Run run = run("info", recording(5).toString());

        assertThat(run.exit).isZero();
        assertThat(run.out).contains("drive.mcap: MCAP, zstd, written by understudy")
                .contains("5 messages in 0.400 s from 2023-11-14T22:13:20Z")
                .contains("/points  foxglove.PointCloud  protobuf       5  10.0 Hz")
                .contains("used: LiDAR        /points (frame velo").contains("note: no camera");
    }

    @Test
    void shouldTellTheSameAsJson() throws Exception {
        JsonNode info = new ObjectMapper().readTree(run("info", "--json", recording(5).toString()).out);

        assertThat(info.requiredAt("/topics/0/messages").asLong()).isEqualTo(5);
        assertThat(info.requiredAt("/startNanos").asLong()).isEqualTo(START);
    }

    @Test
    void shouldTellDamageAndAnswerWithTheExitCodeOfInput() throws Exception {
        byte[] bytes = Files.readAllBytes(recording(5));
        Path cut = Files.write(folder.resolve("cut.mcap"), Arrays.copyOf(bytes, bytes.length - 1));
        Run run = run("info", cut.toString());

        assertThat(run.exit).isEqualTo(ExitCode.INPUT);
        assertThat(run.out).contains("damaged: ").contains("the end of the file is missing; recovered 5 messages");
    }

    @Test
    void shouldRefuseATopicThatIsNotThere() {
        Run run = run("replay", recording(1).toString(), "--lidar-topic", "/nothing", "--bootstrap-servers", "x:1");

        assertThat(run.exit).isEqualTo(ExitCode.INPUT);
        assertThat(run.err.strip().lines()).singleElement().asString()
                .isEqualTo("understudy: drive.mcap: --lidar-topic: no point cloud topic '/nothing'; "
                        + "there are: /points");
    }

    @Test
    void shouldConvertADriveToMcap() {
        Path out = folder.resolve("copy.mcap");
        Run run = run("record", "--log", recording(3).toString(), "--out", out.toString(), "--compression", "lz4");

        assertThat(run.exit).as(run.err).isZero();
        assertThat(run.out).contains("3  /drive/lidar/velo").contains("wrote " + out);
        assertThat(run("info", out.toString()).out).contains("MCAP, lz4").contains("/drive/lidar/velo");
    }

    @Test
    void shouldMeasureReadingBesidePlainDecompression() {
        Run run = run("bench", "logs", recording(3).toString(), "--rounds", "1");

        assertThat(run.exit).as(run.err).isZero();
        assertThat(run.out).contains("plain decompression").contains("every message").contains("MiB/s  (3)")
                .contains("% of plain decompression");
    }

    @Test
    void shouldSayWithTheExitCodeThatALogIsNotFit() {
        Run run = run("doctor", recording(3).toString());

        assertThat(run.exit).isEqualTo(ExitCode.VIOLATION);
        assertThat(run.out).contains("note     topics       no camera").contains("problem  ground       no ground");
    }

    @Test
    void shouldFuzzARecordingOfTheUsersOwn() {
        Run run = run("fuzz", "logs", "--cases", "200", "--seed", "3", recording(3).toString());

        assertThat(run.exit).as(run.out).isZero();
        assertThat(run.out).contains("seed 3: 200 cases, ").contains(" 0 defects");
    }

    @Test
    void shouldNameWhatThereIsToRelabel() {
        Run run = run("relabel", "--threshold", "0.5", "--bootstrap-servers", "");

        assertThat(run.exit).isEqualTo(ExitCode.USAGE);
        assertThat(run.err.strip().lines()).singleElement().asString()
                .contains("name a recording of the samples topic, or --bootstrap-servers");
    }

    private Path recording(int frames) {
        Path file = folder.resolve("drive.mcap");
        try (McapWriter writer = McapWriter.create(file, McapWriter.Options.defaults())) {
            Channel points = writer.channel("/points", new Schema("foxglove.PointCloud", "protobuf", new byte[0]),
                    "protobuf", Map.of());
            for (int i = 0; i < frames; i++) {
                long stamp = START + i * 100_000_000L;
                writer.message(points, i, stamp, stamp,
                        PointCloudCodec.encode(PointCloud.of(new float[] {1, 2, 3, 0.5f}), stamp, "velo"));
            }
        }
        return file;
    }

    private static Run run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Understudy.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exit = command.execute(args);
        return new Run(exit, out.toString(), err.toString());
    }

    private record Run(int exit, String out, String err) {
    }
}
