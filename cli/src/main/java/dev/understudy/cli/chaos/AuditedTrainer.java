package dev.understudy.cli.chaos;

import dev.understudy.learning.checkpoint.BootstrapCheckpoint;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.trainer.TrainerException;
import dev.understudy.trainer.TrainerProcess;
import dev.understudy.trainer.TrainerSettings;
import dev.understudy.trainer.TrainerWorker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;

/**
 * Main class of a trainer process: the worker of {@code understudy train} with all its transactions, and the learner
 * that tells what it was taught. Arguments: brokers, key file, steps per candidate.
 */
public final class AuditedTrainer {

    /** Exit code of a trainer that another one has fenced, or whose transaction failed; as {@code understudy train}. */
    static final int ENDED = 4;

    private AuditedTrainer() {
    }

    public static void main(String[] args) throws InterruptedException {
        TrainerSettings settings = TrainerSettings.local(KafkaConnection.to(args[0]), Path.of(args[1]))
                .withStepsPerCandidate(Integer.parseInt(args[2]));
        TrainerProcess trainer = new TrainerProcess(new TrainerWorker(settings,
                (bootstrap, from) -> new AuditedLearner(from), () -> BootstrapCheckpoint.load().checkpoint(),
                new SimpleMeterRegistry()));
        Runtime.getRuntime().addShutdownHook(new Thread(trainer::close, "shutdown"));
        try {
            trainer.start().awaitEnd();
        } catch (TrainerException e) {
            System.err.println("the trainer stopped: " + e.getMessage());
            Runtime.getRuntime().halt(ENDED);
        }
    }
}
