package dev.understudy.streams.stage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/**
 * Keys of stores that hold several entries per robot: robot, NUL, frame of reference, NUL, stamp (8 bytes, big
 * endian), so that one sensor's entries lie together in stamp order. Robot ids have no control characters.
 */
final class StoreKeys {

    private StoreKeys() {
    }

    /** Key of one robot's sensor. */
    static String sensor(String robot, String frameId) {
        return robot + '\0' + frameId;
    }

    /** Key of one moment of one robot's sensor; stamps are positive. */
    static Bytes stamped(String robot, String frameId, long stampNanos) {
        byte[] prefix = (sensor(robot, frameId) + '\0').getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(prefix.length + Long.BYTES).put(prefix).putLong(stampNanos).array());
    }
}
