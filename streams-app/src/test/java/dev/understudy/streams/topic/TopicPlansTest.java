package dev.understudy.streams.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.proto.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TopicPlansTest {

    private static final Set<String> WITH_CROPS = Set.of(Topics.LIDAR_FRAME, Topics.CAMERA_FRAME, Topics.CLUSTER,
            Topics.SAMPLE, Topics.DEAD_LETTER);
    private static final Duration LONGEST = Duration.ofDays(30);

    @Test
    void shouldNotKeepCropsForEverOnOneMachine() {
        assertCropsGo(TopicPlans.oneMachine(4));
    }

    @Test
    void shouldNotKeepCropsForEverOnACluster() {
        assertCropsGo(TopicPlans.cluster(4, 3));
    }

    @Test
    void shouldBoundTheBytesOnOneMachineToo() {
        assertThat(TopicPlans.oneMachine(4)).filteredOn(plan -> WITH_CROPS.contains(plan.name()))
                .hasSameSizeAs(WITH_CROPS)
                .allSatisfy(plan -> assertThat(number(plan, "retention.bytes")).isBetween(1L << 20, 1L << 30));
    }

    private static void assertCropsGo(List<TopicPlan> plans) {
        assertThat(plans).filteredOn(plan -> WITH_CROPS.contains(plan.name())).hasSameSizeAs(WITH_CROPS)
                .allSatisfy(plan -> assertThat(number(plan, "retention.ms")).isBetween(1L, LONGEST.toMillis()));
    }

    private static long number(TopicPlan plan, String config) {
        return Long.parseLong(plan.configs().get(config));
    }
}
