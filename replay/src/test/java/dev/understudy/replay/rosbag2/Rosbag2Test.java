package dev.understudy.replay.rosbag2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.mcap.McapWriter;
import dev.understudy.mcap.message.Channel;
import dev.understudy.mcap.message.MessageSource;
import dev.understudy.mcap.message.Readings;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.mcap.message.Schema;
import dev.understudy.mcap.message.Selection;
import dev.understudy.replay.Recordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Rosbag2Test {

    @TempDir
    Path temp;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temp.resolve("drive"));
    }

    @Test
    void shouldReadAFolderOfDatabases() throws Exception {
        database("drive_0.db3", 0, 4);
        database("drive_1.db3", 4, 7);
        metadata("", "drive_0.db3", "drive_1.db3");
        try (MessageSource source = Recordings.open(folder)) {
            assertThat(source.name()).isEqualTo("drive");
            assertThat(source.format()).isEqualTo("rosbag2 folder of 2 files: rosbag2 sqlite3");
            assertThat(Readings.readAll(source)).containsExactly("/a@0 m0", "/b@10 m1", "/a@20 m2", "/b@30 m3",
                    "/a@40 m4", "/b@50 m5", "/a@60 m6");
            assertThat(source.channels()).extracting(Channel::topic).containsExactly("/a", "/b");
            assertThat(source.messageCount()).isEqualTo(7);
            assertThat(source.endNanos()).isEqualTo(60);
            assertThat(Readings.drain(source.read(new Selection(Set.of(2), 20, 60))))
                    .containsExactly("/b@30 m3", "/b@50 m5");
        }
    }

    @Test
    void shouldRefuseAFolderOfRecordingsThatShareNoTopic() {
        mcap("one.mcap", "/a");
        mcap("two.mcap", "/b");

        assertThatThrownBy(() -> Recordings.open(folder)).isInstanceOf(RecordingException.class)
                .hasMessageContaining("a folder of several: one.mcap and two.mcap share no topic");
    }

    private void mcap(String name, String topic) {
        try (McapWriter writer = McapWriter.create(folder.resolve(name), McapWriter.Options.defaults())) {
            Channel channel = writer.channel(topic, new Schema("x.Y", "protobuf", new byte[0]), "protobuf", Map.of());
            writer.message(channel, 0, 1, 1, new byte[1]);
        }
    }

    @Test
    void shouldMergeFilesThatOverlap() {
        mcap("drive_0.mcap", 1, 2, 5);
        mcap("drive_1.mcap", 2, 3);
        mcap("drive_2.mcap", 9);
        try (MessageSource source = Recordings.open(folder)) {
            assertThat(Readings.readAll(source)).containsExactly("/a@1 drive_0.mcap", "/a@2 drive_0.mcap",
                    "/a@2 drive_1.mcap", "/a@3 drive_1.mcap", "/a@5 drive_0.mcap", "/a@9 drive_2.mcap");
        }
    }

    @Test
    void shouldReadADatabaseByItself() throws Exception {
        database("drive_0.db3", 0, 3);
        try (MessageSource source = Recordings.open(folder.resolve("drive_0.db3"))) {
            assertThat(Readings.readAll(source)).hasSize(3);
        }
    }

    @Test
    void shouldNameAFileThatIsMissing() throws Exception {
        metadata("", "drive_0.mcap");
        assertRefused("drive_0.mcap: is named in the recording's metadata but missing");
    }

    @Test
    void shouldSayThatFilesAreCompressedAsAWhole() throws Exception {
        metadata("FILE", "drive_0.db3.zstd");
        assertRefused("the recording is compressed by file (zstd); unpack it");
    }

    @Test
    void shouldSayThatADatabaseIsDamaged() throws Exception {
        Path file = database("drive_0.db3", 0, 3);
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 100, bytes.length, (byte) 0x55);
        Files.write(file, bytes);
        assertRefused("drive_0.db3: no rosbag2 database, or damaged: ");
    }

    private void assertRefused(String part) {
        assertThatThrownBy(() -> Recordings.open(folder)).isInstanceOf(RecordingException.class)
                .hasMessageContaining(part).hasMessageNotContaining("\n");
    }

    private void metadata(String compression, String... files) throws IOException {
        Files.writeString(folder.resolve("metadata.yaml"), String.format(Locale.ROOT, """
                rosbag2_bagfile_information:
                  version: 5
                  storage_identifier: sqlite3
                  compression_format: "zstd"
                  compression_mode: "%s"
                  relative_file_paths:
                """, compression)
                + String.join("", Arrays.stream(files).map(f -> "    - " + f + "\n").toList()));
    }

    private void mcap(String name, long... times) {
        try (McapWriter writer = McapWriter.create(folder.resolve(name), McapWriter.Options.defaults())) {
            Schema text = new Schema("std_msgs/msg/String", "ros2msg", new byte[0]);
            Channel a = writer.channel("/a", text, "cdr", Map.of());
            for (long time : times) {
                writer.message(a, 0, time, time, name.getBytes(UTF_8));
            }
        }
    }

    /** Messages of the numbers given at 10 ns steps, stored last one first. */
    private Path database(String name, int from, int until) throws SQLException {
        Path file = folder.resolve(name);
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            db.createStatement().executeUpdate("CREATE TABLE topics(id INTEGER PRIMARY KEY, name TEXT NOT NULL, "
                    + "type TEXT NOT NULL, serialization_format TEXT NOT NULL, offered_qos_profiles TEXT NOT NULL)");
            db.createStatement().executeUpdate("CREATE TABLE messages(id INTEGER PRIMARY KEY, "
                    + "topic_id INTEGER NOT NULL, timestamp INTEGER NOT NULL, data BLOB NOT NULL)");
            db.createStatement().executeUpdate("INSERT INTO topics VALUES (1, '/a', 'std_msgs/msg/String', 'cdr', ''), "
                    + "(2, '/b', 'std_msgs/msg/String', 'cdr', '')");
            try (PreparedStatement insert =
                    db.prepareStatement("INSERT INTO messages(topic_id, timestamp, data) VALUES (?, ?, ?)")) {
                for (int i = until - 1; i >= from; i--) {
                    insert.setInt(1, i % 2 + 1);
                    insert.setLong(2, 10L * i);
                    insert.setBytes(3, ("m" + i).getBytes(UTF_8));
                    insert.executeUpdate();
                }
            }
        }
        return file;
    }
}
