package dev.understudy.replay.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameNamesTest {

    private static final int MANY_BYTES = 40 << 20;

    private final FrameNames names = new FrameNames();
    private final List<String> written = new ArrayList<>();

    @Test
    void shouldPutEveryRobotsNameInFrontOnceThereAreTwo() {
        record("a", 1);
        record("a", 1);
        assertThat(written).as("there may be one robot only").isEmpty();
        record("b", 1);
        record("a", 1);

        assertThat(written).containsExactly("a/lidar", "a/lidar", "b/lidar", "a/lidar");
    }

    @Test
    void shouldLeaveTheIdsOfTheOnlyRobotAsTheyAre() {
        names.mentions("long gone");
        record("a", 1);
        names.settle();

        assertThat(written).containsExactly("lidar");
        assertThat(names.prefix("long gone")).isEqualTo("long gone/");
    }

    @Test
    void shouldNotWaitForASecondRobotForEver() {
        record("a", MANY_BYTES);
        record("a", MANY_BYTES);
        record("b", 1);

        assertThat(written).containsExactly("lidar", "lidar", "b/lidar");
    }

    @Test
    void shouldTakeTheRobotsThatAreKnown() {
        assertThat(new FrameNames(List.of("a")).prefix("a")).isEmpty();
        assertThat(new FrameNames(List.of("a", "b")).prefix("a")).isEqualTo("a/");
    }

    private void record(String robot, int bytes) {
        names.drives(robot);
        names.write(bytes, () -> written.add(names.prefix(robot) + "lidar"));
    }
}
