package dev.understudy.replay.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.replay.log.LogException;
import dev.understudy.replay.simulator.DomainPhase;
import dev.understudy.replay.simulator.Domains;
import dev.understudy.replay.simulator.FleetConfig;
import dev.understudy.replay.simulator.SimulatedFleet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanReaderTest {

    @TempDir
    private Path folder;

    @Test
    void shouldReadBareScansByName() throws IOException {
        write("b.bin", 1, 2, 3, 0.5f);
        write("a.bin", 4, 5, 6, 0.25f, 7, 8, 9, 1);
        try (ScanReader scans = ScanReader.open(folder)) {
            Scan first = scans.next();
            assertThat(first.name()).isEqualTo("a");
            assertThat(first.points()).isEqualTo(2);
            assertThat(scans.next().xyzi()).containsExactly(1, 2, 3, 0.5f);
            assertThat(scans.next()).isNull();
        }
    }

    @Test
    void shouldNameATruncatedScan() throws IOException {
        Files.write(folder.resolve("cut.bin"), new byte[17]);
        try (ScanReader scans = ScanReader.open(folder)) {
            assertThatThrownBy(scans::next).isInstanceOf(LogException.class).hasMessageContaining("cut.bin");
        }
    }

    @Test
    void shouldGiveEveryFrameOfALogItsOwnLabelsAndPose() {
        FleetConfig config = new FleetConfig(3, 2, 2, 4, List.of(new DomainPhase(Domains.SOURCE, 1)));
        try (ScanReader scans = new LogScans(new SimulatedFleet(config))) {
            int frames = 0;
            for (Scan scan = scans.next(); scan != null; scan = scans.next()) {
                assertThat(scan.name()).isEqualTo(String.format(Locale.ROOT, "%06d", frames++));
                assertThat(scan.truth().stampNanos()).isEqualTo(scan.stampNanos());
                assertThat(scan.pose().robot()).isEqualTo(scan.truth().robot());
            }
            assertThat(frames).isEqualTo(8);
        }
    }

    @Test
    void shouldGiveLabelsBackAndRefuseThoseOfAnotherFrame() {
        Path file = folder.resolve("f.i32");
        LabelFile.write(file, new int[] {-1, 0, 70_000, 9}, 3);

        assertThat(LabelFile.read(file, 3)).containsExactly(-1, 0, 70_000);
        assertThatThrownBy(() -> LabelFile.read(file, 4)).isInstanceOf(LogException.class)
                .hasMessageContaining("f.i32").hasMessageContaining("4 points");
    }

    private void write(String name, float... values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        Files.write(folder.resolve(name), bytes.array());
    }
}
