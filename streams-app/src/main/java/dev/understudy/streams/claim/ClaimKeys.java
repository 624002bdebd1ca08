package dev.understudy.streams.claim;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of stored frames, {@code SENSOR/ROBOT/HOUR/STAMP-DIGEST}: the sensor is {@code lidar} or {@code camera}, the
 * robot its id with everything but letters, digits and hyphens written as {@code _} and two hex digits per byte, the
 * hour counts since the epoch, the stamp is in nanoseconds, the digest 32 hex digits of the SHA-256. So one robot's
 * frames of a time are one prefix each, no name begins with a dot, and none can lead out of a folder.
 */
public final class ClaimKeys {

    public static final String LIDAR = "lidar";
    public static final String CAMERA = "camera";

    private static final Pattern KEY =
            Pattern.compile("(lidar|camera)/([A-Za-z0-9_-]{1,120})/(\\d{1,8})/(\\d{1,19})-[0-9a-f]{32}");
    private static final int STAMP = 4;
    /** Digest bytes in a name: enough that two frames of one stamp never share it. */
    private static final int DIGEST_BYTES = 16;
    /** A robot id that would be longer in a path goes by its digest. */
    private static final int MAX_ROBOT = 120;

    private ClaimKeys() {
    }

    /** The name of a frame; stamps before the epoch count as the epoch. */
    public static String of(String sensor, String robot, long stampNanos, byte[] sha256) {
        long stamp = Math.max(0, stampNanos);
        return prefix(sensor, robot) + TimeUnit.NANOSECONDS.toHours(stamp) + "/" + stamp + "-"
                + HexFormat.of().formatHex(Arrays.copyOf(sha256, DIGEST_BYTES));
    }

    /** What the names of all frames of a robot's sensor begin with. */
    public static String prefix(String sensor, String robot) {
        StringBuilder out = new StringBuilder();
        for (byte b : robot.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '-';
            out.append(plain ? String.valueOf((char) b) : String.format(Locale.ROOT, "_%02x", b));
        }
        String name = out.length() <= MAX_ROBOT ? out.toString()
                : "_" + HexFormat.of().formatHex(Sha256.of(robot.getBytes(StandardCharsets.UTF_8)));
        return sensor + "/" + name + "/";
    }

    /** Whether this is a name of this form; anything else is never looked up. */
    public static boolean check(String key) {
        return KEY.matcher(key).matches();
    }

    /** The frame's stamp as its name says, nanoseconds since the Unix epoch; empty when it is no name of this form. */
    public static OptionalLong stampNanos(String key) {
        Matcher matcher = KEY.matcher(key);
        try {
            return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(STAMP))) : OptionalLong.empty();
        } catch (NumberFormatException tooLarge) {
            return OptionalLong.empty();
        }
    }
}
