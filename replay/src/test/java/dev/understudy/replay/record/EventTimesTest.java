package dev.understudy.replay.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/** A drive of stamps from 100 ns on that the broker gets 9,000 ms later. */
class EventTimesTest {

    private static final int BYTES = 10;
    private static final int MANY_BYTES = 40 << 20;

    private final EventTimes times = new EventTimes();
    private final List<String> written = new ArrayList<>();

    @Test
    void shouldPlaceWhatHasNoStampAtTheNewestStampThatTheBrokerHad() {
        times.stamped("a", 100, 9000);
        times.place("a", 9003, BYTES, write("letter"));
        assertThat(written).as("the broker may have more from before").isEmpty();
        times.stamped("a", 102, 9002);
        times.stamped("a", 104, 9004);

        assertThat(written).containsExactly("letter 102");
    }

    @Test
    void shouldPlaceItTheSameWhicheverTopicIsReadFirst() {
        times.place("a", 9001, BYTES, write("early"));
        times.stamped("a", 100, 9000);
        times.stamped("a", 101, 9001);
        times.stamped("a", 102, 9002);
        times.place("a", 9001, BYTES, write("late"));

        assertThat(written).containsExactly("early 101", "late 101");
    }

    @Test
    void shouldTakeTheStampsOfItsOwnRobotBeforeThoseOfOthers() {
        times.stamped("a", 100, 9000);
        times.stamped("b", 500, 9000);
        times.place("a", 9000, BYTES, write("of a"));
        times.place("c", 9000, BYTES, write("of c"));

        assertThat(written).containsExactly("of a 100", "of c 500");
    }

    @Test
    void shouldPlaceACalibrationWhereItHoldsFrom() {
        times.placeFrom(104, "a", 9000, BYTES, write("mount"));
        times.stamped("b", 900, 9001);
        times.stamped("a", 100, 9002);
        assertThat(written).as("before the robot gets there").isEmpty();
        times.stamped("a", 105, 9005);

        assertThat(written).containsExactly("mount 104");
    }

    @Test
    void shouldPlaceNoCalibrationOutsideTheRobotsDrive() {
        times.placeFrom(7, "a", 9000, BYTES, write("long known"));
        times.placeFrom(0, "a", 9000, BYTES, write("always"));
        times.placeFrom(7_000, "a", 9000, BYTES, write("planned"));
        times.stamped("a", 100, 9001);
        times.stamped("a", 101, 9002);
        times.end();

        assertThat(written).containsExactly("long known 100", "always 100", "planned 101");
    }

    @Test
    void shouldUseTheBrokersTimesWhereNothingHasAStamp() {
        times.place("a", 9000, BYTES, write("letter"));
        times.placeFrom(7, "a", 9001, BYTES, write("mount"));
        times.end();

        assertThat(written).containsExactly("letter 9000000000", "mount 9001000000");
    }

    @Test
    void shouldLetTheFirstGoWhenTooMuchWaits() {
        times.stamped("a", 100, 9000);
        times.place("a", 9900, MANY_BYTES, write("first"));
        times.place("a", 9901, MANY_BYTES, write("second"));

        assertThat(written).containsExactly("first 100");
    }

    private LongConsumer write(String what) {
        return time -> written.add(what + " " + time);
    }
}
