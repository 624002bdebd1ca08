package dev.understudy.streams;

import dev.understudy.streams.metrics.StreamMeters;
import dev.understudy.streams.state.StateOrigin;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.KafkaStreams;
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

    /** A broker that is started beside the stream may take so long. */
    private static final Duration CLUSTER_LIMIT = Duration.ofSeconds(20);

    private final String applicationId;
    private final StreamsSettings settings;
    private final KafkaStreams streams;
    private final KafkaStreamsMetrics metrics;
    private final MeterRegistry meters;
    private final FailureWindow failures;
    private final CountDownLatch running = new CountDownLatch(1);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    StreamsRunner(Topology topology, StreamsSettings settings, String applicationId, MeterRegistry meters) {
        this.applicationId = applicationId;
        this.settings = settings;
        RunSettings run = settings.run();
        this.failures = new FailureWindow(run.failures().most(), run.failures().window(), System::nanoTime);
        this.streams = new KafkaStreams(topology, StreamsProperties.of(settings, applicationId));
        this.metrics = new KafkaStreamsMetrics(streams);
        this.meters = meters;
        streams.setUncaughtExceptionHandler(this::onFailure);
        streams.setStateListener(this::onState);
    }

    void start() {
        metrics.bindTo(meters);
        removeStateOfAnotherCluster();
        streams.start();
    }

    /** Nothing is lost: the stores are made again from the changelogs of the cluster. */
    private void removeStateOfAnotherCluster() {
        clusterId().filter(new StateOrigin(settings.stateDir(), applicationId)::change).ifPresent(id -> {
            LOG.warn("{}: the state in {} is of another Kafka cluster and is removed", applicationId,
                    settings.stateDir());
            streams.cleanUp();
        });
    }

    private Optional<String> clusterId() {
        try (Admin admin = settings.kafka().admin()) {
            return Optional.of(admin.describeCluster().clusterId()
                    .get(CLUSTER_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("{}: Kafka does not tell its cluster yet; the local state is taken for its own", applicationId);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
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
        meters.counter(StreamMeters.THREAD_FAILURES, "application", applicationId).increment();
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
        if (!streams.close(settings.run().closeTimeout())) {
            LOG.warn("{}: still closing after {} s; the rest of its work is aborted", applicationId,
                    settings.run().closeTimeout().toSeconds());
        }
        metrics.close();
        running.countDown();
        ended.complete(null);
    }
}
