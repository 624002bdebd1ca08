package dev.understudy.cli.local;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.messaging.OpenParts;
import dev.understudy.streams.Serving;
import dev.understudy.streams.StreamProcess;
import dev.understudy.streams.StreamsSettings;
import dev.understudy.streams.stage.TeacherSource;
import dev.understudy.trainer.TrainerProcess;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;

/** The whole system in this process: broker and registry, topics, both stream applications, and the trainer. */
public final class LocalSystem implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final LocalServices services;
    private final StreamProcess stream;
    private final Optional<TrainerProcess> trainer;
    private final OpenParts parts;

    private LocalSystem(LocalServices services, StreamProcess stream, Optional<TrainerProcess> trainer,
            OpenParts parts) {
        this.services = services;
        this.stream = stream;
        this.trainer = trainer;
        this.parts = parts;
    }

    /**
     * What is run on the services.
     *
     * @param partitions of every sensor and object topic
     * @param teachers opens, for each task, the network that is asked about images
     * @param trainer not yet started; empty for a stream without one
     */
    public record Plan(int partitions, StreamsSettings streams, TeacherSource teachers, Serving serving,
            Optional<TrainerProcess> trainer) {
    }

    /**
     * Takes the services over, makes the topics and returns when all tasks of the stream run. What it opened is closed
     * again when it fails, the services too.
     */
    public static LocalSystem start(LocalServices services, Plan plan, MeterRegistry meters)
            throws InterruptedException {
        OpenParts parts = new OpenParts();
        try {
            parts.add(services).createTopics(plan.partitions());
            StreamProcess stream = parts.add(StreamProcess.both(plan.streams(), plan.teachers(),
                    plan.serving(), meters)).start();
            Optional<TrainerProcess> trainer = plan.trainer().map(process -> parts.add(process).start());
            if (!stream.awaitRunning(START_LIMIT)) {
                stream.check();
                throw new UserError(ExitCode.SERVICE, "the stream did not start within " + START_LIMIT.toSeconds()
                        + " s");
            }
            return new LocalSystem(services, stream, trainer, parts);
        } catch (InterruptedException | RuntimeException | Error e) {
            parts.closeAfter(e);
            throw e;
        }
    }

    public LocalServices services() {
        return services;
    }

    public StreamProcess stream() {
        return stream;
    }

    /** Empty for a stream without one. */
    public Optional<TrainerProcess> trainer() {
        return trainer;
    }

    /** Throws what stopped a part, if anything did. */
    public void check() {
        stream.check();
        trainer.ifPresent(TrainerProcess::check);
    }

    /** Ends the trainer, the stream, then the services. */
    @Override
    public void close() {
        parts.close();
    }
}
