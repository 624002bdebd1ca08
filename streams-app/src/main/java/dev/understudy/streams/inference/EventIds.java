package dev.understudy.streams.inference;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The identity of an object in a frame: equal for equal input, whoever computes it. */
public final class EventIds {

    private static final int LENGTH = 16;

    private EventIds() {
    }

    /** First 16 bytes of SHA-256 over robot, NUL, LiDAR frame id, NUL, stamp (int64), index (int32), big endian. */
    public static byte[] of(String robot, String lidarFrameId, long stampNanos, int clusterIndex) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update((robot + '\0' + lidarFrameId + '\0').getBytes(StandardCharsets.UTF_8));
            sha.update(ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(stampNanos).putInt(clusterIndex).flip());
            return Arrays.copyOf(sha.digest(), LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
