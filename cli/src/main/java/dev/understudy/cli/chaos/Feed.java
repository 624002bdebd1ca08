package dev.understudy.cli.chaos;

import dev.understudy.cli.chaos.audit.Origin;
import dev.understudy.messaging.ClientPurpose;
import dev.understudy.messaging.KafkaConnection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Sends a plan at a pace from a thread of its own, through whatever happens to the broker. */
final class Feed implements AutoCloseable {

    /** A broker may be long in coming back on a busy machine. */
    private static final int PATIENCE_MS = 300_000;

    private final Producer<byte[], byte[]> producer;
    private final AtomicInteger sent = new AtomicInteger();
    private final Queue<Origin> planted = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile CountDownLatch struck = new CountDownLatch(0);

    Feed(KafkaConnection kafka) {
        producer = kafka.producer(ClientPurpose.NONE.tuned(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS)
                .tuned(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS)
                .tuned(ProducerConfig.LINGER_MS_CONFIG, 0));
    }

    /**
     * Starts sending, with a pause after each item; join the thread to wait for it.
     *
     * @param strike before the items behind this index are sent, the fault is waited for: some are always sent during
     *     it, however slow the machine
     */
    Thread start(List<FeedItem> items, long pauseMillis, int strike) {
        sent.set(0);
        struck = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            for (int i = 0; i < items.size(); i++) {
                if (i == strike) {
                    awaitStrike();
                }
                send(items.get(i));
                Pause.millis(pauseMillis);
            }
            producer.flush();
        }, "chaos-feed");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** The fault strikes now. */
    void strike() {
        struck.countDown();
    }

    private void awaitStrike() {
        try {
            struck.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Sends items at once and waits until they are there. */
    void sendNow(List<FeedItem> items) {
        items.forEach(this::send);
        producer.flush();
    }

    /** Sends one item and does not wait. */
    void send(FeedItem item) {
        producer.send(item.record(), (at, failure) -> {
            if (failure != null) {
                failures.add(failure.toString());
                return;
            }
            if (item.poison()) {
                planted.add(new Origin(at.topic(), at.partition(), at.offset()));
            }
        });
        sent.incrementAndGet();
    }

    /** Items of the plan sent so far. */
    int sent() {
        return sent.get();
    }

    /** Where the poison lies that has been sent since the last call. */
    List<Origin> takePlanted() {
        List<Origin> taken = List.copyOf(planted);
        planted.removeAll(taken);
        return taken;
    }

    /** Records that the broker did not take in the end: a scenario with such is no scenario. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        producer.close();
    }
}
