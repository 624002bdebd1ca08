package dev.understudy.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one Kafka Streams application: starts it, replaces a thread that fails, and stops it when failures pile up.
 * What stopped it comes out of {@link #ended()}, so that main can end with a true exit code.
 */
public final class StreamsRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsRunner.class);

    private final String applicationId;
    private final Duration closeTimeout;
    private final KafkaStreams streams;
    private final KafkaStreamsMetrics metrics;
    private final MeterRegistry meters;
    private final FailureWindow failures;
    private final CountDownLatch running = new CountDownLatch(1);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    StreamsRunner(Topology topology, Properties properties, RunSettings run, MeterRegistry meters) {
        this.applicationId = properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG);
        this.closeTimeout = run.closeTimeout();
        this.failures = new FailureWindow(run.failures().most(), run.failures().window(), System::nanoTime);
        this.streams = new KafkaStreams(topology, properties);
        this.metrics = new KafkaStreamsMetrics(streams);
        this.meters = meters;
        streams.setUncaughtExceptionHandler(this::onFailure);
        streams.setStateListener(this::onState);
    }

    void start() {
        metrics.bindTo(meters);
        streams.start();
    }

    /** Waits until every task is restored and running; false on time-out or when the application has ended. */
    public boolean awaitRunning(Duration timeout) throws InterruptedException {
        return running.await(timeout.toMillis(), TimeUnit.MILLISECONDS) && !ended.isDone();
    }

    /** Liveness: it has not stopped or failed for good. A rebalance is alive. */
    public boolean isAlive() {
        State state = streams.state();
        return state == State.CREATED || state.isRunningOrRebalancing();
    }

    /** Readiness: all tasks are running. */
    public boolean isRunning() {
        return streams.state() == State.RUNNING;
    }

    /** Completes when the application ends: normally after {@link #close()}, else with what stopped it. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    KafkaStreams streams() {
        return streams;
    }

    private StreamThreadExceptionResponse onFailure(Throwable failure) {
        meters.counter("streams.thread.failures", "application", applicationId).increment();
        if (failures.survives() && !(failure instanceof Error)) {
            LOG.error("{}: a stream thread failed and is replaced", applicationId, failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.error("{}: a stream thread failed and the application stops", applicationId, failure);
        ended.completeExceptionally(failure);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private void onState(State now, State before) {
        LOG.debug("{}: {} -> {}", applicationId, before, now);
        if (now == State.RUNNING) {
            running.countDown();
        } else if (now.hasCompletedShutdown()) {
            ended.complete(null);
            running.countDown();
        }
    }

    /** Commits what is done and stops, within the time the settings allow. */
    @Override
    public void close() {
        if (!streams.close(closeTimeout)) {
            LOG.warn("{}: still closing after {} s; the rest of its work is aborted", applicationId,
                    closeTimeout.toSeconds());
        }
        metrics.close();
        running.countDown();
        ended.complete(null);
    }
}
