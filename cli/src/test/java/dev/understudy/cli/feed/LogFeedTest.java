package dev.understudy.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.replay.simulator.FleetConfig;
import dev.understudy.replay.simulator.SimulatedFleet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** One robot's first frame (seed 1), sent to a broker that has no topics. */
class LogFeedTest {

    @Test
    void shouldTellTheUserThatTheTopicsAreMissing() {
        SimulatedFleet drive = new SimulatedFleet(FleetConfig.of(1, 1, 10, 1, "source"));
        try (LogFeed feed = new LogFeed(drive, new WithoutTopics(), new FeedPace(FeedPace.FLAT_OUT),
                Backpressure.NONE)) {
            assertThatThrownBy(feed::run).isInstanceOfSatisfying(UserError.class, e -> {
                assertThat(e.exitCode()).isEqualTo(ExitCode.SERVICE);
                assertThat(e.getMessage()).isEqualTo("the broker refused a record of perception.calibration.v1: Topic "
                        + "perception.calibration.v1 not present in metadata (topics are made with: understudy topics "
                        + "create)");
            });
        }
    }

    private static final class WithoutTopics extends MockProducer<String, byte[]> {

        WithoutTopics() {
            super(true, null, new StringSerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
            TimeoutException refusal = new TimeoutException("Topic " + record.topic() + " not present in metadata");
            callback.onCompletion(null, refusal);
            return CompletableFuture.failedFuture(refusal);
        }
    }
}
