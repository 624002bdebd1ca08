package dev.understudy.cli.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.cli.Understudy;
import dev.understudy.cli.common.ExitCode;
import dev.understudy.replay.scan.LabelFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SegmentCommandTest {

    private static final int GROUND = 4000;
    private static final int BLOCK = 600;

    @TempDir
    private Path folder;
    private final StringWriter err = new StringWriter();
    private final StringWriter out = new StringWriter();

    @BeforeEach
    void writeScan() throws IOException {
        Files.createDirectories(folder.resolve("scans"));
        ByteBuffer bytes = ByteBuffer.allocate(16 * (GROUND + 2 * BLOCK)).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < GROUND; i++) {
            double range = 3 + 30.0 * i / GROUND;
            point(bytes, range * Math.cos(i), range * Math.sin(i), -1.7);
        }
        for (int i = 0; i < 2 * BLOCK; i++) {
            // Two blocks, 2 x 1 x 1 m, 0.7 m apart.
            point(bytes, 8 + i % 10 * 0.2, (i < BLOCK ? 0 : 1.7) + i / 10 % 10 * 0.1, -1.2 + i / 100 % 6 * 0.2);
        }
        Files.write(folder.resolve("scans/frame7.bin"), bytes.array());
    }

    @Test
    void shouldWriteALabelPerPointAndTheClustersBoxes() throws IOException {
        assertThat(run("scans", "--mode", "exact")).isEqualTo(ExitCode.OK);

        int[] labels = LabelFile.read(folder.resolve("out/frame7.i32"), GROUND + 2 * BLOCK);
        assertThat(Arrays.copyOf(labels, GROUND)).containsOnly(-1);
        assertThat(Arrays.copyOfRange(labels, GROUND, GROUND + BLOCK)).containsOnly(1);
        assertThat(Arrays.copyOfRange(labels, GROUND + BLOCK, labels.length)).containsOnly(2);
        JsonNode json = new ObjectMapper().readTree(folder.resolve("out/frame7.json").toFile());
        assertThat(json.requiredAt("/clusters").size()).isEqualTo(2);
        assertThat(json.requiredAt("/clusters/0/points").asInt()).isEqualTo(BLOCK);
        assertThat(json.requiredAt("/clusters/0/box/length").asDouble()).isBetween(1.7, 1.9);
        assertThat(json.requiredAt("/groundPoints").asInt()).isEqualTo(GROUND);
    }

    @Test
    void shouldLinkAtTheToleranceAsked() {
        assertThat(run("scans", "--mode", "exact", "--tolerance", "0.9")).isEqualTo(ExitCode.OK);

        assertThat(LabelFile.read(folder.resolve("out/frame7.i32"))).containsOnly(-1, 1);
    }

    @Test
    void shouldTakeTheGroundFromOutside() throws IOException {
        int[] mask = new int[GROUND + 2 * BLOCK];
        Arrays.fill(mask, GROUND, GROUND + BLOCK, 1);
        Files.createDirectories(folder.resolve("mask"));
        LabelFile.write(folder.resolve("mask/frame7.i32"), mask, mask.length);

        assertThat(run("scans", "--mode", "exact", "--tolerance", "0.05", "--min-points", "20", "--ground-mask",
                folder.resolve("mask").toString())).isEqualTo(ExitCode.OK);

        int[] labels = LabelFile.read(folder.resolve("out/frame7.i32"));
        assertThat(Arrays.copyOf(labels, GROUND)).containsOnly(0);
        assertThat(Arrays.copyOfRange(labels, GROUND, GROUND + BLOCK)).containsOnly(-1);
    }

    @Test
    void shouldSayInOneLineWhatIsWrong() throws IOException {
        assertThat(run("scans", "--ground-mask", folder.resolve("none").toString())).isEqualTo(ExitCode.INPUT);
        assertThat(run("scans", "--tolerance", "0.3")).isEqualTo(ExitCode.USAGE);
        Files.createDirectories(folder.resolve("mask"));
        assertThat(run("scans", "--ground-mask", folder.resolve("mask").toString())).isEqualTo(ExitCode.INPUT);

        assertThat(err.toString().lines()).hasSize(3).allMatch(line -> line.startsWith("understudy: "));
        assertThat(err.toString()).contains("--ground-mask").contains("--mode exact").contains("frame7.i32: missing");
    }

    private int run(String log, String... flags) {
        CommandLine command = Understudy.commandLine().setErr(new PrintWriter(err)).setOut(new PrintWriter(out));
        String[] args = {"segment", folder.resolve(log).toString(), "--out", folder.resolve("out").toString()};
        String[] all = Arrays.copyOf(args, args.length + flags.length);
        System.arraycopy(flags, 0, all, args.length, flags.length);
        return command.execute(all);
    }

    private static void point(ByteBuffer bytes, double x, double y, double z) {
        bytes.putFloat((float) x).putFloat((float) y).putFloat((float) z).putFloat(0.5f);
    }
}
