package dev.understudy.replay.bag;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.mcap.message.Channel;
import dev.understudy.mcap.message.Readings;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.mcap.message.Selection;
import dev.understudy.perception.RealData;
import dev.understudy.replay.DriveLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BagSourceTest {

    private static final List<String> ALL = List.of("/a@1 a1", "/a@2 a2", "/b@2 b2", "/b@3 b3", "/a@4000000005 a4",
            "/a@4000000006 a5");

    @TempDir
    Path folder;

    /** Two chunks, the second of which begins before the first ends. */
    private Path bag(String codec, boolean closed) {
        MiniBag bag = new MiniBag(codec);
        int a = bag.connection("/a", "std_msgs/String");
        int b = bag.connection("/b", "std_msgs/String");
        bag.message(b, 3, text("b3")).message(a, 1, text("a1")).message(a, 4_000_000_005L, text("a4")).cut();
        bag.message(a, 2, text("a2")).message(b, 2, text("b2")).message(a, 4_000_000_006L, text("a5")).cut();
        return bag.write(folder.resolve("drive.bag"), closed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "lz4", "bz2"})
    void shouldReadEveryMessageInTheOrderOfTime(String codec) {
        try (BagSource source = BagSource.open(bag(codec, true))) {
            assertThat(Readings.readAll(source)).isEqualTo(ALL);
            assertThat(source.counts()).containsExactlyInAnyOrderEntriesOf(Map.of(0, 4L, 1, 2L));
            assertThat(source.startNanos()).isEqualTo(1);
            assertThat(source.endNanos()).isEqualTo(4_000_000_006L);
            assertThat(source.warnings()).isEmpty();
            assertThat(source.format()).contains(codec);
            assertThat(source.channels()).extracting(Channel::topic).containsExactly("/a", "/b");
            assertThat(source.channels()).extracting(c -> c.schema().name()).containsOnly("std_msgs/String");
            assertThat(Readings.drain(source.read(Selection.of(Set.of(1))))).containsExactly("/b@2 b2", "/b@3 b3");
        }
    }

    @Test
    void shouldRecoverABagThatWasNotClosed() {
        try (BagSource source = BagSource.open(bag("lz4", false))) {
            assertThat(Readings.readAll(source)).isEqualTo(ALL);
            assertThat(source.warnings()).singleElement().asString()
                    .contains("drive.bag: the bag was not closed and has no index; recovered 6 messages of 2 whole "
                            + "chunks");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "lz4", "bz2"})
    void shouldRecoverTheWholeChunksOfABagCutAnywhere(String codec) throws IOException {
        byte[] whole = Files.readAllBytes(bag(codec, true));
        for (int cut = BagFile.MAGIC.length; cut < whole.length; cut += 41) {
            Path file = Files.write(folder.resolve("cut.bag"), Arrays.copyOf(whole, cut));
            try (BagSource source = BagSource.open(file)) {
                assertThat(Readings.readAll(source)).as("cut at %d", cut).hasSizeBetween(0, 6);
                assertThat(Readings.readAll(source).size() % 3).isZero();
                assertThat(source.warnings()).isNotEmpty();
            }
        }
    }

    @Test
    void shouldNameADamagedChunkAndReadOnBehindIt() throws IOException {
        byte[] bytes = Files.readAllBytes(bag("lz4", true));
        String text = new String(bytes, ISO_8859_1);
        int size = text.indexOf("size=") + 5;
        bytes[size + 1] ^= 0x40;
        Path file = Files.write(folder.resolve("bad.bag"), bytes);
        List<String> complaints = new ArrayList<>();
        try (BagSource source = BagSource.open(file)) {
            assertThat(Readings.readOn(source, complaints)).hasSize(3);
            assertThat(complaints).singleElement().asString().contains("bad.bag: record at byte 4109: the chunk holds");
        }
    }

    @Tag("real-data")
    @Test
    void shouldSayThatABagOfRawPacketsHoldsNoPointClouds() {
        Path file = RealData.folder("logs").resolve("ouster_packets_only_ros1.bag");
        try (BagSource source = BagSource.open(file)) {
            assertThat(Readings.readAll(source)).hasSize((int) source.messageCount()).isNotEmpty();
            assertThat(source.warnings()).isEmpty();
        }
        assertThatThrownBy(() -> DriveLogs.open(file)).isInstanceOf(RecordingException.class)
                .hasMessage("ouster_packets_only_ros1.bag: holds raw LiDAR packets only (/os_node0/lidar_packets, "
                        + "ouster_ros/PacketMsg) and no point clouds; let the sensor's driver make "
                        + "sensor_msgs/PointCloud2 of them and record that");
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }
}
