package dev.understudy.cli.demo;

import dev.understudy.cli.feed.FeedPace;
import dev.understudy.replay.DriveLogs;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LabelCoverage;
import dev.understudy.replay.metrics.TruthMatcher;
import dev.understudy.replay.simulator.DomainPhase;
import dev.understudy.replay.simulator.FleetConfig;
import dev.understudy.replay.simulator.SimulatedFleet;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a demo plays.
 *
 * @param log the records
 * @param matcher joins clusters with the truth
 * @param exhaustive whether every frame has truth for all it shows, so that accuracies can be stated
 * @param speed recorded seconds per wall-clock second
 * @param again opens the same log once more
 */
record DemoSource(DriveLog log, TruthMatcher matcher, boolean exhaustive, double speed,
        Supplier<DriveLog> again) {

    static final String SOURCE_DOMAIN = "source";
    static final String TARGET_DOMAIN = "target";

    static DemoSource open(DemoSettings settings) {
        return settings.log() == null ? simulated(settings) : recorded(settings);
    }

    private static DemoSource simulated(DemoSettings settings) {
        int frames = (int) Math.round(settings.seconds() * DemoSettings.FRAME_RATE_HZ);
        FleetConfig fleet = new FleetConfig(settings.seed(), settings.robots(), DemoSettings.FRAME_RATE_HZ, frames,
                List.of(new DomainPhase(SOURCE_DOMAIN, DemoSettings.SOURCE_SHARE),
                        new DomainPhase(TARGET_DOMAIN, 1 - DemoSettings.SOURCE_SHARE)));
        return new DemoSource(new SimulatedFleet(fleet), new TruthMatcher(LabelCoverage.EVERYWHERE), true, 1,
                () -> new SimulatedFleet(fleet));
    }

    private static DemoSource recorded(DemoSettings settings) {
        Supplier<DriveLog> log = () -> DriveLogs.open(settings.log());
        return new DemoSource(log.get(), new TruthMatcher(DriveLogs.formatOf(settings.log()).coverage()), false,
                FeedPace.FLAT_OUT, log);
    }
}
