package dev.understudy.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.cli.Understudy;
import dev.understudy.cli.common.ExitCode;
import dev.understudy.replay.scan.LabelFile;
import dev.understudy.replay.scan.LogScans;
import dev.understudy.replay.scan.ScanReader;
import dev.understudy.replay.simulator.DomainPhase;
import dev.understudy.replay.simulator.Domains;
import dev.understudy.replay.simulator.FleetConfig;
import dev.understudy.replay.simulator.SimulatedFleet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandsTest {

    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldTimeEveryStageAndAllocateNothing() throws IOException {
        writeScan(folder.resolve("a.bin"));

        JsonNode speed = json("segmentation", folder.toString(), "--warm-up", "30", "--rounds", "5");

        assertThat(speed.requiredAt("/frames").asInt()).isEqualTo(1);
        assertThat(speed.requiredAt("/cpuMillis/median").asDouble()).isPositive();
        assertThat(speed.requiredAt("/cpuMillis/p90").asDouble()).isGreaterThanOrEqualTo(
                speed.requiredAt("/cpuMillis/median").asDouble());
        assertThat(speed.requiredAt("/stageMillis")).hasSize(4);
        assertThat(speed.requiredAt("/warmUp/0/last").asInt()).isEqualTo(1);
        assertThat(speed.requiredAt("/each")).hasSize(1);
        assertThat(speed.requiredAt("/each/0/name").asText()).isEqualTo("a");
        assertThat(speed.requiredAt("/each/0/cpuMillis").asDouble())
                .isEqualTo(speed.requiredAt("/cpuMillis/median").asDouble());
        // The virtual machine itself may account a little for compilation.
        assertThat(speed.requiredAt("/allocatedBytesPerFrame").asLong()).isLessThan(10_000);
    }

    @Test
    void shouldScoreObjectsOfASimulatedDrive() throws IOException {
        JsonNode scores = json("objects", "sim:source", "--seconds", "4", "--frame-rate", "1", "--frames", "odd");

        assertThat(scores.requiredAt("/frames").asInt()).isEqualTo(2);
        assertThat(scores.requiredAt("/recall/objects").asInt()).isPositive();
        assertThat(scores.requiredAt("/recall/byOne").asInt())
                .isBetween(1, scores.requiredAt("/recall/objects").asInt());
        assertThat(scores.requiredAt("/passShare").asDouble()).isBetween(0.1, 1.0);
        assertThat(scores.requiredAt("/ground").isNull()).isTrue();
    }

    @Test
    void shouldBeatTheNearestCentroidOnASimulatedDrive() throws IOException {
        JsonNode rows = json("tracking", "sim:target", "--seconds", "24", "--frame-rate", "2.5");

        double ours = rows.requiredAt("/" + TrackingScorer.OURS + "/idf1").asDouble();
        double best = rows.properties().stream().filter(row -> !row.getKey().equals(TrackingScorer.OURS))
                .mapToDouble(row -> row.getValue().requiredAt("/idf1").asDouble()).max().orElseThrow();
        assertThat(ours).isGreaterThan(best);
    }

    @Test
    void shouldTrackEachNthFrameAlone() throws Exception {
        JsonNode all = json("tracking", "sim:source", "--seconds", "2");
        JsonNode third = json("tracking", "sim:source", "--seconds", "2", "--every", "3");

        assertThat(third.requiredAt("/" + TrackingScorer.OURS + "/objects").asInt()).isPositive()
                .isLessThan(all.requiredAt("/" + TrackingScorer.OURS + "/objects").asInt() / 2);
    }

    @Test
    void shouldFailWhenLabelsAgreeLessThanAsked() throws IOException {
        Path one = Files.createDirectories(folder.resolve("one"));
        Path other = Files.createDirectories(folder.resolve("other"));
        LabelFile.write(one.resolve("f.i32"), new int[] {1, 1, 2, 2, -1}, 5);
        LabelFile.write(other.resolve("f.i32"), new int[] {1, 2, 1, 2, 5}, 5);

        assertThat(run("agreement", one.toString(), one.toString(), "--at-least", "0.9999")).isEqualTo(ExitCode.OK);
        assertThat(run("agreement", one.toString(), other.toString(), "--at-least", "0.9999"))
                .isEqualTo(ExitCode.VIOLATION);
    }

    @Test
    void shouldNameADomainThatIsNone() {
        assertThat(run("objects", "sim:nowhere")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("nowhere");
    }

    private void writeScan(Path file) throws IOException {
        FleetConfig config = new FleetConfig(1, 1, 1, 1, List.of(new DomainPhase(Domains.SOURCE, 1)));
        try (ScanReader scans = new LogScans(new SimulatedFleet(config))) {
            float[] xyzi = scans.next().xyzi();
            ByteBuffer bytes = ByteBuffer.allocate(4 * xyzi.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(xyzi);
            Files.write(file, bytes.array());
        }
    }

    private JsonNode json(String... args) throws IOException {
        out.getBuffer().setLength(0);
        String[] all = Arrays.copyOf(args, args.length + 1);
        all[args.length] = "--json";
        assertThat(run(all)).as(err.toString()).isEqualTo(ExitCode.OK);
        return new ObjectMapper().readTree(out.toString());
    }

    private int run(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "bench";
        System.arraycopy(args, 0, all, 1, args.length);
        return Understudy.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(all);
    }
}
