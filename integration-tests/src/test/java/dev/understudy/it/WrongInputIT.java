package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.replay.kitti.MiniKitti;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user gets to read who gave the command something wrong: one line, the thing to mend, an exit code. */
@Tag("broker")
@Tag("child-process")
class WrongInputIT {

    private static final int USAGE = 2;
    private static final int INPUT = 3;
    private static final int SERVICE = 4;

    @TempDir
    private Path folder;

    @Test
    void shouldNameAMissingFolder() throws Exception {
        CommandRun run = CommandRun.understudy(folder, "demo", "--log", "no/such/folder");
        assertOneLine(run, INPUT, "no/such/folder");
    }

    @Test
    void shouldSuggestTheFlagThatWasMeant() throws Exception {
        CommandRun run = CommandRun.understudy(folder, "demo", "--sed", "1");
        assertOneLine(run, USAGE, "--seed");
    }

    @Test
    void shouldNameACalibrationThatIsMissing() throws Exception {
        Path log = MiniKitti.raw(folder.resolve("log"), 2);
        Files.delete(log.resolve("2011_09_26/calib_velo_to_cam.txt"));
        CommandRun run = CommandRun.understudy(folder, "demo", "--log", log.toString());
        assertOneLine(run, INPUT, "calib_velo_to_cam.txt");
    }

    @Test
    void shouldRefuseTheRunFolderOfAnEarlierRun() throws Exception {
        Path used = Files.createDirectories(folder.resolve("used"));
        Files.writeString(used.resolve("summary.json"), "{}");
        CommandRun run = CommandRun.understudy(folder, "demo", "--run-dir", used.toString());
        assertOneLine(run, INPUT, used.toString());
    }

    @Test
    void shouldNameABusyPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            CommandRun run = CommandRun.understudy(folder, "demo", "--broker-port=" + taken.getLocalPort());
            assertThat(run.exitCode()).isEqualTo(SERVICE);
            assertThat(lastLine(run)).contains(Integer.toString(taken.getLocalPort())).startsWith("understudy: ");
        }
    }

    @Test
    void shouldNameATruncatedScanAndPlayTheRest() throws Exception {
        Path log = MiniKitti.raw(folder.resolve("log"), 3);
        Path scan = log.resolve("2011_09_26/" + MiniKitti.DRIVE + "/velodyne_points/data/0000000001.bin");
        Files.write(scan, new byte[21]);
        CommandRun run = CommandRun.understudy(folder, "demo", "--headless", "--json", "--log", log.toString());
        assertThat(run.exitCode()).isEqualTo(INPUT);
        assertThat(lastLine(run)).contains("0000000001.bin", "21");
        assertThat(run.json().requiredAt("/frames/lidar/in").asInt()).isEqualTo(2);
        assertThat(run.json().requiredAt("/conserved").asBoolean()).isTrue();
    }

    private static void assertOneLine(CommandRun run, int exitCode, String names) {
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().strip().lines()).singleElement().asString().startsWith("understudy: ").contains(names);
    }

    private static String lastLine(CommandRun run) {
        return run.err().strip().lines().reduce((a, b) -> b).orElse("");
    }
}
