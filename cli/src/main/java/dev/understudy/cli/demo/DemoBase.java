package dev.understudy.cli.demo;

import dev.understudy.cli.settings.Settings;
import dev.understudy.cli.settings.SettingsBase;
import dev.understudy.learning.loop.Preset;
import java.time.Duration;

/** What the demo has instead of the defaults; everything else is as {@code stream} and {@code train} run. */
final class DemoBase {

    static final SettingsBase BASE = new SettingsBase("preset " + Preset.SHORT_DEMO.label(), DemoBase::over);

    /** Events become visible that much later; a one-machine broker need not commit fifty times a second. */
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);
    private static final int NO_METRICS = -1;

    private DemoBase() {
    }

    private static Settings over(Settings defaults) {
        // The feed ends with end-of-log markers and waits for the slow, so event time alone may decide.
        Settings replaying = defaults.replaying();
        return replaying.withRun(replaying.stream().run().withCommitInterval(COMMIT_INTERVAL))
                .withLearning(Preset.SHORT_DEMO.config())
                .withMetricsPort(NO_METRICS);
    }
}
