package dev.understudy.replay.rosbag2;

import dev.understudy.mcap.message.Channel;
import dev.understudy.mcap.message.MessageCursor;
import dev.understudy.mcap.message.MessageSource;
import dev.understudy.mcap.message.RawMessage;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.mcap.message.Schema;
import dev.understudy.mcap.message.Selection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sqlite.SQLiteConfig;

/**
 * One database of rosbag2's sqlite3 storage. Messages come by time, ties by row. Memory is bounded by one message; a
 * damaged database ends the pass with a {@link RecordingException}.
 */
final class Sqlite3Source implements MessageSource {

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private final Path path;
    private final Connection connection;
    private final TreeMap<Integer, Channel> channels = new TreeMap<>();
    private final Map<Integer, Long> counts = new HashMap<>();
    private long start;
    private long end;

    private Sqlite3Source(Path path) throws SQLException {
        this.path = path;
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        connection = config.createConnection("jdbc:sqlite:" + path);
        try {
            index();
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Says whether a file begins as SQLite's databases do. */
    static boolean recognises(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        } catch (IOException e) {
            return false;
        }
    }

    static Sqlite3Source open(Path path) {
        try {
            return new Sqlite3Source(path);
        } catch (SQLException e) {
            throw failure(path, e);
        }
    }

    private void index() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, name, type, serialization_format FROM topics")) {
            while (rows.next()) {
                Schema schema = new Schema(rows.getString(3), "ros2msg", new byte[0]);
                channels.put(rows.getInt(1),
                        new Channel(rows.getInt(1), rows.getString(2), schema, rows.getString(4), Map.of()));
            }
        }
        start = Long.MAX_VALUE;
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(
                "SELECT topic_id, COUNT(*), MIN(timestamp), MAX(timestamp) FROM messages GROUP BY topic_id")) {
            while (rows.next()) {
                counts.put(rows.getInt(1), rows.getLong(2));
                start = Math.min(start, rows.getLong(3));
                end = Math.max(end, rows.getLong(4));
            }
        }
        start = counts.isEmpty() ? 0 : start;
    }

    @Override
    public String name() {
        return path.getFileName().toString();
    }

    @Override
    public String format() {
        return "rosbag2 sqlite3";
    }

    @Override
    public List<Channel> channels() {
        return List.copyOf(channels.values());
    }

    @Override
    public Map<Integer, Long> counts() {
        return Map.copyOf(counts);
    }

    @Override
    public long startNanos() {
        return start;
    }

    @Override
    public long endNanos() {
        return end;
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public MessageCursor read(Selection selection) {
        String ids = selection.channels().stream().map(String::valueOf).collect(Collectors.joining(","));
        try {
            PreparedStatement query = connection.prepareStatement("SELECT topic_id, timestamp, data FROM messages "
                    + "WHERE topic_id IN (" + ids + ") AND timestamp >= ? AND timestamp < ? ORDER BY timestamp, id");
            query.setLong(1, selection.fromNanos());
            query.setLong(2, selection.untilNanos());
            return new Rows(query);
        } catch (SQLException e) {
            throw failure(path, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(path, e);
        }
    }

    private static RecordingException failure(Path path, SQLException e) {
        return new RecordingException(path + ": no rosbag2 database, or damaged: " + e.getMessage(), e);
    }

    private final class Rows implements MessageCursor {

        private final PreparedStatement query;
        private ResultSet rows;
        private boolean ended;

        Rows(PreparedStatement query) {
            this.query = query;
        }

        @Override
        public RawMessage next() {
            if (ended) {
                return null;
            }
            try {
                rows = rows == null ? query.executeQuery() : rows;
                if (rows.next()) {
                    return message();
                }
                end();
                return null;
            } catch (SQLException e) {
                ended = true;
                throw failure(path, e);
            }
        }

        private RawMessage message() throws SQLException {
            Channel channel = channels.get(rows.getInt(1));
            long time = rows.getLong(2);
            byte[] data = rows.getBytes(3);
            if (channel == null) {
                throw new RecordingException(
                        path + ": a message names topic " + rows.getInt(1) + ", which is not described");
            }
            return new RawMessage(channel, time, time, 0, ByteBuffer.wrap(data == null ? new byte[0] : data));
        }

        private void end() throws SQLException {
            ended = true;
            query.close();
        }
    }
}
