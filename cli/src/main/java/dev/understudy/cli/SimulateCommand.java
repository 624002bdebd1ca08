package dev.understudy.cli;

import dev.understudy.cli.common.ClaimCheckFlags;
import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.feed.Backpressure;
import dev.understudy.cli.feed.FeedPace;
import dev.understudy.cli.feed.FeedProgress;
import dev.understudy.cli.feed.LogFeed;
import dev.understudy.cli.settings.ServiceOptions;
import dev.understudy.messaging.ClientPurpose;
import dev.understudy.replay.simulator.DomainPhase;
import dev.understudy.replay.simulator.FleetConfig;
import dev.understudy.replay.simulator.SimulatedFleet;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy simulate}: a simulated fleet into the sensor topics. */
@Command(name = "simulate", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Publish the frames of a simulated fleet that drives through named domains.")
final class SimulateCommand implements Callable<Integer> {

    @Mixin
    private ServiceOptions services;

    @Mixin
    private ClaimCheckFlags claims;

    @Option(names = "--robots", defaultValue = "4", description = "robots (default 4)")
    private int robots;

    @Option(names = "--frame-rate", defaultValue = "2.5", description = "scans per second and robot (default 2.5)")
    private double frameRate;

    @Option(names = "--duration", paramLabel = "SECONDS", defaultValue = "3600",
            description = "seconds of driving (default 3600)")
    private int seconds;

    @Option(names = "--domains", paramLabel = "NAME,...", split = ",", defaultValue = "source,target",
            description = "domains driven through, in equal shares (default source,target)")
    private List<String> domains;

    @Option(names = "--seed", defaultValue = "1", description = "seed of everything that is drawn (default 1)")
    private long seed;

    @Option(names = "--rate", defaultValue = "1", description = "multiple of the simulated pace (default 1)")
    private double rate;

    @Override
    public Integer call() throws InterruptedException {
        SimulatedFleet fleet;
        FeedPace pace;
        try {
            pace = new FeedPace(rate);
            fleet = new SimulatedFleet(new FleetConfig(seed, robots, frameRate, (int) (seconds * frameRate),
                    domains.stream().map(name -> new DomainPhase(name, 1)).toList()));
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, e.getMessage(), e);
        }
        try (LogFeed feed = new LogFeed(fleet,
                services.kafka().producer(ClientPurpose.NONE, new StringSerializer()), pace,
                Backpressure.NONE, claims.writer())) {
            feed.run();
            System.out.println(FeedProgress.sent(feed));
            return ExitCode.OK;
        }
    }
}
