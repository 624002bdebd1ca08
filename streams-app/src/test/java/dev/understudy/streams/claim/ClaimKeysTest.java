package dev.understudy.streams.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimKeysTest {

    private static final byte[] DIGEST = Sha256.of(new byte[] {1});
    private static final long STAMP = 1_700_000_000_123_456_789L;

    @Test
    void shouldNameSensorRobotHourStampAndDigest() {
        assertThat(ClaimKeys.of(ClaimKeys.LIDAR, "r-1", STAMP, DIGEST))
                .isEqualTo("lidar/r-1/472222/1700000000123456789-4bf5122f344554c53bde2ebb8cd2b7e3");
        assertThat(ClaimKeys.stampNanos(ClaimKeys.of(ClaimKeys.CAMERA, "r", STAMP, DIGEST))).hasValue(STAMP);
    }

    @Test
    void shouldGiveEveryRobotAValidNameOfItsOwn() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            String a = robot(random);
            String b = robot(random);
            String key = ClaimKeys.of(ClaimKeys.CAMERA, a, random.nextLong(), DIGEST);
            assertThat(ClaimKeys.check(key)).as("seed %d: %s", seed, key).isTrue();
            assertThat(key.startsWith(ClaimKeys.prefix(ClaimKeys.CAMERA, b))).as("seed %d", seed)
                    .isEqualTo(a.equals(b));
        }
    }

    private static String robot(Random random) {
        String alphabet = "ab/._-\\ \u00e9%~";
        StringBuilder out = new StringBuilder();
        for (int n = random.nextInt(1, random.nextInt(10) == 0 ? 200 : 3); n > 0; n--) {
            out.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return out.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "lidar/../../etc/passwd", "/etc/passwd", "lidar/r1/1/../../../x",
        "lidar//1/1-00000000000000000000000000000000", "lidar/./1/1-00000000000000000000000000000000",
        "camera/r1/1/1-0000000000000000000000000000000g", "http://host/lidar/r1/1/1-00000000000000000000000000000000",
        "lidar/r1/1/1-00000000000000000000000000000000/x", "lidar\\r1\\1\\1-00000000000000000000000000000000",
        "lidar/r1/1/1-00000000000000000000000000000000\n", "lidar/r1\u0000/1/1-00000000000000000000000000000000"})
    void shouldKnowNoOtherNames(String key) {
        assertThat(ClaimKeys.check(key)).isFalse();
    }
}
