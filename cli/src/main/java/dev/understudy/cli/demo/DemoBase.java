package dev.understudy.cli.demo;

import dev.understudy.cli.settings.Settings;
import dev.understudy.cli.settings.SettingsBase;
import dev.understudy.learning.loop.LearningConfig;
import java.time.Duration;

/** What the demo has instead of the defaults; everything else is as {@code stream} and {@code train} run. */
final class DemoBase {

    static final SettingsBase BASE = new SettingsBase("preset short-demo", DemoBase::over);

    /** Events become visible that much later; a one-machine broker need not commit fifty times a second. */
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);
    /** The demo's own minima of evidence: two minutes cannot wait for production's; the vetoes stay as they are. */
    private static final int STEPS_PER_CANDIDATE = 30;
    private static final int MIN_TRACKS = 30;
    private static final int MIN_PROBE = 32;
    private static final int NO_METRICS = -1;

    private DemoBase() {
    }

    private static Settings over(Settings defaults) {
        LearningConfig live = defaults.learning();
        // The feed ends with end-of-log markers and waits for the slow, so event time alone may decide.
        Settings replaying = defaults.replaying();
        return replaying.withRun(replaying.stream().run().withCommitInterval(COMMIT_INTERVAL))
                .withLearning(live.withStepsPerCandidate(STEPS_PER_CANDIDATE)
                        .withGate(live.gate().withMinima(STEPS_PER_CANDIDATE, MIN_TRACKS, MIN_PROBE)))
                .withMetricsPort(NO_METRICS);
    }
}
