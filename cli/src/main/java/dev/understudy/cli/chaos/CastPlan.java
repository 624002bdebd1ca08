package dev.understudy.cli.chaos;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the processes of a {@link Cast} are started.
 *
 * @param folder where everything lies; new or empty
 * @param life short for scenarios, which also want dead members given up at once; long for a soak
 * @param audited the trainer tells what it was taught instead of learning
 * @param stepsPerCandidate the trainer's steps from one candidate to the next
 * @param moreFlags further flags of the stream
 * @param streamMetrics port of the stream's metrics; 0 for any, where several may run
 * @param trainerMetrics port of the trainer's
 */
record CastPlan(Path folder, Child.Life life, boolean audited, int stepsPerCandidate,
        List<String> moreFlags, int streamMetrics, int trainerMetrics) {

    /** How soon a dead stream instance is given up, and its open transaction: the defaults take minutes. */
    private static final List<String> IMPATIENT = List.of("--kafka", "consumer.session.timeout.ms=3000",
            "--kafka", "consumer.heartbeat.interval.ms=700", "--kafka", "producer.transaction.timeout.ms=6000");

    /** For scenarios. */
    static CastPlan of(ChaosSettings settings, int stepsPerCandidate) {
        return new CastPlan(settings.folder(), Child.Life.SHORT, !settings.realTrainer(), stepsPerCandidate,
                settings.streamFlags(), 0, 0);
    }

    List<String> streamFlags() {
        List<String> flags = new ArrayList<>(life == Child.Life.SHORT ? IMPATIENT : List.of());
        flags.addAll(moreFlags);
        return flags;
    }
}
