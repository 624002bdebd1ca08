package dev.understudy.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.streams.topic.TopicPlan;
import dev.understudy.streams.topic.TopicPlans;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.topic.KafkaTopicSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesTest {

    /** Figures of the base: see the head of topics.yaml. */
    private static final int PARTITIONS = 12;
    private static final int REPLICATION = 3;

    private static final String RAW = KubernetesObjects.raw();

    @Test
    void shouldBeKnownToTheTypesPropertyByProperty() {
        assertThat(KubernetesObjects.parse(RAW)).hasSizeGreaterThan(TopicPlans.cluster(1, 1).size());
    }

    @Test
    void shouldRenderIntoObjectsThatFindEachOther() {
        List<HasMetadata> objects = KubernetesObjects.parse(KubernetesObjects.rendered());
        assertThat(KubernetesChecks.problems(objects)).isEmpty();
        assertThat(objects).filteredOn(object -> !object.getKind().equals("Namespace"))
                .allMatch(object -> "understudy".equals(object.getMetadata().getNamespace()));
        assertThat(Pods.of(objects)).hasSize(3)
                .allMatch(pods -> pods.template().getMetadata().getLabels().containsKey("app.kubernetes.io/part-of"));
    }

    @ParameterizedTest
    @CsvSource({
        "replicas: 2, replicsa: 2, replicsa",
        "readOnlyRootFilesystem: true, readonlyRootFilesystem: true, readonlyRootFilesystem",
        "mountPath: /tmp, path: /tmp, path",
        "maxUnavailable: 1, maxUnavailabel: 1, maxUnavailabel",
        "topicName: perception.pose.v1, topic: perception.pose.v1, topic",
        "apiVersion: kafka.strimzi.io/v1, apiVersion: kafka.strimzi.io/v2, kafka.strimzi.io/v2"})
    void shouldRefuseWhatNoTypeKnows(String right, String wrong, String complaint) {
        String broken = Checkout.broken(RAW, right, wrong);
        assertThatThrownBy(() -> KubernetesObjects.parse(broken)).hasMessageContaining(complaint);
    }

    /** Without Kustomize's labels one service finds nothing; everything else must hold for the raw files, too. */
    @Test
    void shouldHaveNoProblemsInItsRawFilesButTheLabelThatKustomizeAdds() {
        assertThat(rawProblems(RAW)).containsExactly("Service metrics finds no pods");
    }

    @ParameterizedTest
    @CsvSource({
        "--signing-key=, --signing=, '--signing='",
        "--stage=inference, --stage=classification, classification",
        "--keys=/keys/public, --keys=/keys/trusted, /keys/trusted lies on no volume",
        "UNDERSTUDY_METRICS_PORT, METRICS_PORT, is probed at a port where it does not listen",
        "UNDERSTUDY_BOOTSTRAP_SERVERS, UNDERSTUDY_BOOTSTRAP, no option reads the variable UNDERSTUDY_BOOTSTRAP",
        "secretName: understudy-trusted-keys, secretName: trusted-keys, which nobody makes",
        "defaultMode: 288, defaultMode: 292, a mode that the trainer refuses",
        "path: /livez, path: /healthz, lacks a probe",
        "containerPort: 9464, containerPort: 9465, where it does not listen",
        "targetPort: metrics, targetPort: http, leads to a port",
        "serviceName: perception, serviceName: perceive, names no headless service",
        "readOnlyRootFilesystem: true, readOnlyRootFilesystem: false, may write its root file system",
        "runAsUser: 10001, runAsUser: 1000, does not run as the image's user",
        "enableServiceLinks: false, enableServiceLinks: true, may collide with ours",
        "'configMapRef:\n                name: understudy', 'configMapRef:\n                name: x', config map x",
        "'- name: tmp\n              mountPath', '- name: temp\n              mountPath', unknown volume temp"})
    void shouldNoticeABrokenCopy(String right, String wrong, String complaint) {
        assertThat(rawProblems(Checkout.broken(RAW, right, wrong))).anyMatch(p -> p.contains(complaint));
    }

    @Test
    void shouldDeclareTheTopicsOfTheClusterPlan() {
        assertThat(topics(RAW)).containsExactlyInAnyOrderElementsOf(TopicPlans.cluster(PARTITIONS, REPLICATION));
    }

    @Test
    void shouldNoticeATopicThatDepartsFromThePlan() {
        Set<TopicPlan> plans = Set.copyOf(TopicPlans.cluster(PARTITIONS, REPLICATION));
        for (String broken : List.of(
                Checkout.broken(RAW, "retention.ms: \"2592000000\"", "retention.ms: \"86400000\""),
                Checkout.broken(RAW, "topicName: perception.pose.v1", "topicName: perception.poses.v1"),
                Checkout.broken(RAW, "partitions: 12", "partitions: 8"))) {
            assertThat(Set.copyOf(topics(broken))).isNotEqualTo(plans);
        }
    }

    private static List<String> rawProblems(String yaml) {
        return KubernetesChecks.problems(KubernetesObjects.parse(yaml));
    }

    private static List<TopicPlan> topics(String yaml) {
        List<TopicPlan> plans = new ArrayList<>();
        for (HasMetadata object : KubernetesObjects.parse(yaml)) {
            if (object instanceof KafkaTopic topic) {
                assertThat(topic.getMetadata().getLabels()).containsEntry("strimzi.io/cluster", "understudy");
                plans.add(plan(topic.getSpec()));
            }
        }
        return plans;
    }

    private static TopicPlan plan(KafkaTopicSpec spec) {
        Map<String, String> configs = new TreeMap<>();
        spec.getConfig().forEach((name, value) -> configs.put(name, value.toString()));
        return new TopicPlan(spec.getTopicName(), spec.getPartitions(), spec.getReplicas().shortValue(), configs);
    }
}
