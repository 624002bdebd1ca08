package dev.understudy.streams.model;

import dev.understudy.learning.checkpoint.AssemblyLimits;
import dev.understudy.learning.checkpoint.ManifestTrust;
import dev.understudy.messaging.ClientPurpose;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.proto.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the checkpoint topic on a thread of its own and offers every version to a {@link ModelAdoption}. The stream
 * never waits for it. It reads committed records from the beginning; of the versions that are there at the start it
 * loads only the newest, then each as it comes.
 *
 * <p>When the broker is away it goes on trying: the live model stays live.
 */
public final class ModelSubscriber implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelSubscriber.class);
    private static final TopicPartition CHECKPOINTS = new TopicPartition(Topics.CHECKPOINT, 0);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final CheckpointFeed feed;
    private final Thread thread;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);

    /**
     * Takes the consumer over; {@link #start()} begins.
     *
     * @param consumer reads committed, without a group
     */
    public ModelSubscriber(Consumer<byte[], byte[]> consumer, String model, ManifestTrust trust,
            ModelAdoption<?> adoption) {
        this.consumer = consumer;
        this.feed = new CheckpointFeed(model, trust, AssemblyLimits.defaults(), adoption);
        this.thread = new Thread(this::run, "model-subscriber");
        this.thread.setDaemon(true);
    }

    /** Connects a consumer of its own. */
    public static ModelSubscriber connect(KafkaConnection kafka, String model, ManifestTrust trust,
            ModelAdoption<?> adoption) {
        return new ModelSubscriber(kafka.consumer(ClientPurpose.NONE), model, trust, adoption);
    }

    public ModelSubscriber start() {
        thread.start();
        return this;
    }

    /** Waits until the versions that were there at the start have been judged; false on time-out. */
    public boolean awaitCaughtUp(Duration timeout) throws InterruptedException {
        return caughtUp.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        try (consumer) {
            consumer.assign(List.of(CHECKPOINTS));
            retrying(this::catchUp);
            caughtUp.countDown();
            while (closing.getCount() > 0) {
                retrying(() -> consumer.poll(POLL).forEach(record -> feed.take(record)));
            }
        } catch (WakeupException ended) {
            LOG.debug("model subscriber ends");
        }
    }

    private void catchUp() {
        consumer.seekToBeginning(List.of(CHECKPOINTS));
        long end = consumer.endOffsets(List.of(CHECKPOINTS)).get(CHECKPOINTS);
        feed.beginCatchUp();
        while (consumer.position(CHECKPOINTS) < end) {
            consumer.poll(POLL).forEach(record -> feed.take(record));
        }
        feed.endCatchUp();
    }

    /** A lost broker or a missing topic is waited out; only closing ends the thread. */
    private void retrying(Runnable step) {
        while (true) {
            try {
                step.run();
                return;
            } catch (WakeupException ended) {
                throw ended;
            } catch (RuntimeException e) {
                LOG.warn("model subscriber tries again in {} s: {}", RETRY.toSeconds(), e.toString());
                pause();
            }
        }
    }

    private void pause() {
        try {
            if (closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new WakeupException();
            }
        } catch (InterruptedException e) {
            throw new WakeupException();
        }
    }

    /** Ends the thread; the live model stays as it is. */
    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
