package dev.understudy.streams.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.proto.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.junit.jupiter.api.Test;

class AccessPlanTest {

    private static final String TRAINER_ID = "understudy-trainer-student";

    @Test
    void shouldLetOnlyTheTrainerWriteCheckpointsAndItsState() {
        for (String topic : List.of(Topics.CHECKPOINT, Topics.TRAINER_STATE)) {
            assertThat(writers(topic)).as(topic).containsExactly(Role.TRAINER);
        }
    }

    @Test
    void shouldLetOnlyInferenceWriteEventsAndOnlyPerceptionClustersButForOperators() {
        assertThat(writers(Topics.OBJECT_EVENT)).containsExactly(Role.INFERENCE);
        assertThat(writers(Topics.CLUSTER)).containsExactlyInAnyOrder(Role.PERCEPTION, Role.OPERATOR);
    }

    @Test
    void shouldKeepTruthFromEveryoneWhoLearns() {
        assertThat(who(Topics.TRUTH, AclOperation.READ)).containsExactly(Role.OPERATOR);
    }

    @Test
    void shouldConfineInternalTopicsToTheApplicationsOwnPrefix() {
        assertThat(plan(Role.PERCEPTION)).filteredOn(e -> e.pattern().patternType() == PatternType.PREFIXED)
                .isNotEmpty().allMatch(e -> e.pattern().name().equals("understudy-perception-"));
    }

    @Test
    void shouldWriteAnEntryAsALineOfKafkasOwnTool() {
        assertThat(plan(Role.ROBOT)).extracting(AccessPlan::command).contains("kafka-acls.sh --add --allow-principal "
                + "'User:somebody' --operation Write --topic 'perception.lidar.frame.v1' --resource-pattern-type "
                + "literal");
        assertThat(plan(Role.INFERENCE)).extracting(AccessPlan::command).anyMatch(line ->
                line.contains("--operation DescribeConfigs --topic 'understudy-inference-'"));
    }

    private static Set<Role> writers(String topic) {
        return who(topic, AclOperation.WRITE);
    }

    private static Set<Role> who(String topic, AclOperation operation) {
        return Arrays.stream(Role.values()).filter(role -> plan(role).stream().anyMatch(e ->
                e.pattern().name().equals(topic) && e.entry().operation() == operation)).collect(Collectors.toSet());
    }

    private static List<AclBinding> plan(Role role) {
        return AccessPlan.of(role, "User:somebody", "understudy", TRAINER_ID);
    }
}
