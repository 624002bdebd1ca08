package dev.understudy.streams;

import dev.understudy.messaging.OpenParts;
import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.streams.stage.TeacherSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The stream in this process: one of its two applications or both, with the model that they serve. Nothing is opened
 * before {@link #start()}; {@link #close()} may come from another thread, while it starts too.
 */
public final class StreamProcess implements AutoCloseable {

    private static final Duration CATCH_UP_LIMIT = Duration.ofSeconds(30);

    private final StreamsSettings settings;
    /** {@code null} without the perception application. */
    private final TeacherSource teachers;
    private final Serving serving;
    private final MeterRegistry meters;
    private final OpenParts parts = new OpenParts();
    private final List<StreamsRunner> runners = new ArrayList<>();
    private PerceptionApp perception;
    private ServedModel model;
    private boolean caughtUp = true;

    private StreamProcess(StreamsSettings settings, TeacherSource teachers, Serving serving, MeterRegistry meters) {
        this.settings = settings;
        this.teachers = teachers;
        this.serving = serving;
        this.meters = meters;
    }

    /**
     * The perception application.
     *
     * @param teachers opens, for each task, the network that is asked about images
     */
    public static StreamProcess perception(StreamsSettings settings, TeacherSource teachers, MeterRegistry meters) {
        return new StreamProcess(settings, teachers, null, meters);
    }

    /** The inference application. */
    public static StreamProcess inference(StreamsSettings settings, Serving serving, MeterRegistry meters) {
        return new StreamProcess(settings, null, serving, meters);
    }

    /** Both. */
    public static StreamProcess both(StreamsSettings settings, TeacherSource teachers, Serving serving,
            MeterRegistry meters) {
        return new StreamProcess(settings, teachers, serving, meters);
    }

    /**
     * Starts the applications, inference when the model has caught up with its topic: else a restart would serve the
     * first frames with the bootstrap, whatever was live before. What it opened is closed again when it fails.
     */
    public StreamProcess start() throws InterruptedException {
        try {
            open();
            return this;
        } catch (InterruptedException | RuntimeException | Error e) {
            parts.closeAfter(e);
            throw e;
        }
    }

    private void open() throws InterruptedException {
        // First: a registry that cannot be reached ends the start before anything runs.
        var events = serving == null ? null : parts.add(serving.events().get());
        if (teachers != null) {
            perception = parts.add(new PerceptionApp(settings, teachers, meters));
            runners.add(perception.start().runner());
        }
        if (serving != null) {
            model = parts.add(serving.model().get());
            caughtUp = model.awaitCaughtUp(CATCH_UP_LIMIT);
            InferenceApp inference = parts.add(new InferenceApp(settings, model.live(), events, meters));
            runners.add(inference.start().runner());
        }
    }

    /** Whether the model had caught up with its topic within half a minute; until it has, the bootstrap serves. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    /** Waits until all tasks of the applications run; false on time-out or when one has ended. */
    public boolean awaitRunning(Duration timeout) throws InterruptedException {
        for (StreamsRunner runner : runners) {
            if (!runner.awaitRunning(timeout)) {
                return false;
            }
        }
        return true;
    }

    /** Liveness: none has stopped or failed for good. */
    public boolean isAlive() {
        return runners.stream().allMatch(StreamsRunner::isAlive);
    }

    /** Readiness: all tasks of all applications run. */
    public boolean isRunning() {
        return runners.stream().allMatch(StreamsRunner::isRunning);
    }

    /** Throws what stopped an application, if anything did. */
    public void check() {
        for (StreamsRunner runner : runners) {
            if (runner.ended().isCompletedExceptionally()) {
                runner.ended().join();
            }
        }
    }

    /**
     * Waits until an application ends.
     *
     * @throws ExecutionException with what stopped it, unless it was closed
     */
    public void awaitEnd() throws InterruptedException, ExecutionException {
        CompletableFuture.anyOf(runners.stream().map(StreamsRunner::ended).toArray(CompletableFuture[]::new)).get();
    }

    /** Where every frame went; needs the perception application. */
    public FrameLedger ledger() {
        return perception.ledger();
    }

    /** Version of the model that is live; needs the inference application. */
    public long liveVersion() {
        return model.live().current().ref().getVersion();
    }

    /** Ends the newest part first, each whatever another one throws. */
    @Override
    public void close() {
        parts.close();
    }
}
