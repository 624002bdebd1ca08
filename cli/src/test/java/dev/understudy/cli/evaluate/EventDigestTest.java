package dev.understudy.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.event.Box;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.event.SourceOffset;
import dev.understudy.streams.event.TrustedRecords;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventDigestTest {

    static {
        TrustedRecords.install();
    }

    @Test
    void shouldNotDependOnTheOrderOfArrival() {
        assertThat(digest(event("a", 1, 0, "car", 0), event("a", 1, 1, "van", 0), event("b", 1, 0, "bus", 0)))
                .isEqualTo(digest(event("b", 1, 0, "bus", 0), event("a", 1, 1, "van", 0), event("a", 1, 0, "car", 0)));
    }

    @Test
    void shouldNotDependOnWhereTheInputLay() {
        assertThat(digest(event("a", 1, 0, "car", 7))).isEqualTo(digest(event("a", 1, 0, "car", 8)));
    }

    @Test
    void shouldDependOnWhatWasSaid() {
        assertThat(digest(event("a", 1, 0, "car", 0))).isNotEqualTo(digest(event("a", 1, 0, "van", 0)));
    }

    @Test
    void shouldDependOnADoubledEvent() {
        ClassifiedObject event = event("a", 1, 0, "car", 0);

        assertThat(digest(event, event)).isNotEqualTo(digest(event));
    }

    @Test
    void shouldBeTheHashOfNothingWithoutEvents() {
        assertThat(digest()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    private static String digest(ClassifiedObject... events) {
        EventDigest digest = new EventDigest();
        for (ClassifiedObject event : events) {
            digest.add(event);
        }
        return digest.hex();
    }

    private static ClassifiedObject event(String robot, long stamp, int index, String className, long offset) {
        return ClassifiedObject.newBuilder().setEventId("id").setStampNs(stamp).setRobot(robot)
                .setLidarFrameId("lidar").setClusterIndex(index).setBox(new Box(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0))
                .setPointCount(9).setTrackId(3).setClassName(className).setTaxonomyVersion("v").setScore(0.5f)
                .setSpokenBy("joint").setServedWeights("teacher").setPairing("paired").setModel("m")
                .setModelVersion(1).setModelDigest("00")
                .setSources(List.of(new SourceOffset("topic", 0, offset))).build();
    }
}
