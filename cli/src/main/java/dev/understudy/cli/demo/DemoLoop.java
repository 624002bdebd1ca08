package dev.understudy.cli.demo;

import dev.understudy.cli.local.LocalSystem;
import dev.understudy.cli.ops.Readiness.Condition;
import dev.understudy.cli.ops.Readiness;
import dev.understudy.cli.run.RunFolder;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.learning.model.Classifier;
import dev.understudy.learning.train.StepCounts;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.messaging.OpenParts;
import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.streams.event.EventSerdes;
import dev.understudy.streams.event.SchemaRegistry;
import dev.understudy.trainer.TrainerProcess;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.common.serialization.Deserializer;

/** The system of a demo, and beside it the start model as it stays, for comparison. */
final class DemoLoop implements AutoCloseable {

    private final OpenParts parts = new OpenParts();
    private final VerifiedCheckpoint bootstrap;
    private final Classifier frozen;
    private final LocalSystem system;

    /** Takes the services over, and closes them when it fails. */
    DemoLoop(LoopSettings settings, RunFolder folder, MeterRegistry meters) throws InterruptedException {
        try {
            parts.add(settings.services());
            this.bootstrap = settings.start().checkpoint();
            this.frozen = parts.add(Classifier.open(bootstrap.checkpoint()));
            this.system = parts.add(LocalSystem.start(settings.services(), settings.plan(folder, meters), meters));
        } catch (InterruptedException | RuntimeException | Error e) {
            parts.closeAfter(e);
            throw e;
        }
    }

    KafkaConnection kafka() {
        return system.services().kafka();
    }

    Deserializer<ClassifiedObject> eventDeserializer() {
        return EventSerdes.classifiedObject(SchemaRegistry.open(system.services().registryUrl())).deserializer();
    }

    /** The start model, as it stays. */
    Classifier frozen() {
        return frozen;
    }

    VerifiedCheckpoint bootstrap() {
        return bootstrap;
    }

    long liveVersion() {
        return system.stream().liveVersion();
    }

    FrameLedger ledger() {
        return system.stream().ledger();
    }

    /** Of the trainer since the start; none without one. */
    StepCounts stepCounts() {
        return system.trainer().map(TrainerProcess::stepCounts).orElse(StepCounts.NONE);
    }

    /** Samples that the trainer has taken; all there are without one. */
    long samplesTaken(long all) {
        return system.trainer().map(TrainerProcess::samplesTaken).orElse(all);
    }

    /** Throws what stopped a part of the loop, if anything did. */
    void check() {
        system.check();
    }

    boolean live() {
        return system.stream().isAlive();
    }

    Readiness readiness() {
        return Readiness.of(List.of(
                Condition.of("stream", () -> system.stream().isRunning(), "not all of its applications run"),
                new Condition("steps", () -> system.trainer().flatMap(TrainerProcess::stepFault))));
    }

    /** Ends the trainer and waits for it, so that the counts stand still. */
    void stopTraining() {
        system.trainer().ifPresent(TrainerProcess::close);
    }

    @Override
    public void close() {
        parts.close();
    }
}
