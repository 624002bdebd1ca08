package dev.understudy.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaConnectionTest {

    private static final int CAP = 32 << 20;

    private static KafkaConnection with(Map<String, String> properties) {
        return new KafkaConnection("broker:9092", properties, CAP);
    }

    @Test
    void shouldPutTheUsersPropertiesAboveTheDefaultsOfAPurpose() {
        ClientPurpose patient = ClientPurpose.NONE.tuned("linger.ms", 0);

        assertThat(ClientProperties.producer(with(Map.of()), patient)).containsEntry("linger.ms", 0);
        assertThat(ClientProperties.producer(with(Map.of("linger.ms", "5")), patient)).containsEntry("linger.ms", "5");
    }

    @Test
    void shouldPutAPrefixedPropertyAboveTheSameWithout() {
        KafkaConnection connection = with(Map.of("request.timeout.ms", "1", "consumer.request.timeout.ms", "2"));

        assertThat(ClientProperties.consumer(connection, ClientPurpose.NONE))
                .containsEntry("request.timeout.ms", "2");
        assertThat(ClientProperties.producer(connection, ClientPurpose.NONE))
                .containsEntry("request.timeout.ms", "1");
        assertThat(ClientProperties.admin(connection, ClientPurpose.NONE)).containsEntry("request.timeout.ms", "1");
    }

    @Test
    void shouldKeepPropertiesOfOtherClientsFromAClient() {
        KafkaConnection connection = with(Map.of("producer.linger.ms", "5", "main.consumer.max.poll.records", "7",
                "topic.retention.ms", "1", "admin.retries", "3"));

        assertThat(ClientProperties.consumer(connection, ClientPurpose.NONE).keySet()).noneMatch(name ->
                name.contains("linger") || name.contains("poll") || name.contains("retention")
                        || name.contains("retries"));
    }

    @Test
    void shouldPutWhatAPurposeFixesAboveTheUsersProperties() {
        KafkaConnection connection = with(Map.of("max.poll.records", "500"));

        assertThat(ClientProperties.consumer(connection, ClientPurpose.NONE.fixed("max.poll.records", 1)))
                .containsEntry("max.poll.records", 1);
    }

    @Test
    void shouldPutAUsersPropertyAboveOurPrefixedDefaultOfAnApplication() {
        ClientPurpose purpose = ClientPurpose.NONE.tuned("producer.linger.ms", 0).tuned("commit.interval.ms", 20);

        Properties application = with(Map.of("linger.ms", "5")).streams("app", purpose);

        assertThat(application).containsEntry("linger.ms", "5").containsEntry("commit.interval.ms", 20)
                .doesNotContainKey("producer.linger.ms");
    }

    @Test
    void shouldReadCommittedRecordsFromTheBeginning() {
        assertThat(ClientProperties.consumer(with(Map.of()), ClientPurpose.NONE))
                .containsEntry("isolation.level", "read_committed").containsEntry("enable.auto.commit", false)
                .containsEntry("auto.offset.reset", "earliest").containsEntry("bootstrap.servers", "broker:9092");
    }

    @Test
    void shouldRunApplicationsExactlyOnceUnderTheirOwnName() {
        assertThat(with(Map.of()).streams("app", ClientPurpose.NONE)).containsEntry("application.id", "app")
                .containsEntry("processing.guarantee", "exactly_once_v2");
    }

    @Test
    void shouldApplyOneSizeCapToEveryHop() {
        int request = CAP + KafkaConnection.ENVELOPE_BYTES;
        Map<String, Object> producer = ClientProperties.producer(with(Map.of()), ClientPurpose.NONE);
        Properties application = with(Map.of()).streams("app", ClientPurpose.NONE);

        assertThat(producer).containsEntry("max.request.size", request);
        assertThat((Long) producer.get("buffer.memory")).isGreaterThan(request);
        assertThat(ClientProperties.consumer(with(Map.of()), ClientPurpose.NONE))
                .containsEntry("max.partition.fetch.bytes", request);
        assertThat(application).containsEntry("producer.max.request.size", request)
                .containsEntry("consumer.max.partition.fetch.bytes", request)
                .containsEntry("topic.max.message.bytes", Integer.toString(CAP));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bootstrap.servers", "application.id", "processing.guarantee", "transactional.id",
        "isolation.level", "enable.auto.commit", "group.id", "key.serializer", "max.request.size", "state.dir",
        "consumer.isolation.level", "producer.acks", "main.consumer.group.id", "topic.max.message.bytes"})
    void shouldRefuseAPropertyThatTheSystemStandsOn(String name) {
        assertThatThrownBy(() -> with(Map.of("client.rack", "a", name, "x")))
                .isInstanceOf(ConnectionException.class).hasMessageContaining(name + " cannot be set: ")
                .hasMessageNotContaining("client.rack");
    }

    @Test
    void shouldNotPrintSecrets() {
        KafkaConnection secret = with(Map.of("sasl.jaas.config", "user and hunter2", "ssl.keystore.password",
                "hunter2", "ssl.keystore.key", "hunter2", "security.protocol", "SASL_SSL"));

        assertThat(secret.toString()).doesNotContain("hunter2").contains("SASL_SSL", "broker:9092");
    }
}
