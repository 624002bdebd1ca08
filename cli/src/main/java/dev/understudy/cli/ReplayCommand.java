package dev.understudy.cli;

import dev.understudy.cli.feed.Backpressure;
import dev.understudy.cli.feed.FeedPace;
import dev.understudy.cli.feed.LogFeed;
import dev.understudy.cli.feed.SensorProducer;
import dev.understudy.replay.log.DriveLogs;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy replay}: a recorded drive into the sensor topics. */
@Command(name = "replay", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Publish a recorded drive (KITTI raw or object folder) at its own pace, a multiple, or flat out.")
final class ReplayCommand implements Callable<Integer> {

    private static final String FLAT_OUT = "max";

    @Mixin
    private ServiceOptions services;

    @Parameters(paramLabel = "LOG", description = "folder of the recording")
    private Path log;

    @Option(names = "--rate", defaultValue = "1", paramLabel = "N|max",
            description = "multiple of the recorded pace, or max (default 1)")
    private String rate;

    @Override
    public Integer call() throws InterruptedException {
        FeedPace pace = new FeedPace(speed());
        try (LogFeed feed = new LogFeed(DriveLogs.open(log),
                SensorProducer.connect(services.bootstrapServers(), services.kafka()), pace, Backpressure.NONE)) {
            feed.run();
            System.out.println(feed.lidarFrames() + " LiDAR frames, " + feed.cameraFrames() + " camera frames");
            feed.damaged().forEach((why, n) -> System.err.println("skipped: " + why));
            return feed.damaged().isEmpty() ? ExitCode.OK : ExitCode.INPUT;
        }
    }

    private double speed() {
        if (FLAT_OUT.equals(rate)) {
            return FeedPace.FLAT_OUT;
        }
        try {
            double speed = Double.parseDouble(rate);
            if (speed > 0) {
                return speed;
            }
        } catch (NumberFormatException e) {
            throw new UserError(ExitCode.USAGE, "--rate is a positive number or max, got " + rate, e);
        }
        throw new UserError(ExitCode.USAGE, "--rate is a positive number or max, got " + rate);
    }
}
