package dev.understudy.cli;

import dev.understudy.cli.common.ClaimCheckFlags;
import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.TopicFlags;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.feed.FeedPace;
import dev.understudy.cli.feed.FeedPause;
import dev.understudy.cli.feed.FeedProgress;
import dev.understudy.cli.feed.LogFeed;
import dev.understudy.cli.settings.ServiceOptions;
import dev.understudy.messaging.ClientPurpose;
import dev.understudy.replay.DriveLogs;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LoopedLog;
import dev.understudy.replay.log.MultipliedLog;
import dev.understudy.replay.log.WindowedLog;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine;

/** {@code understudy replay}: a recorded drive into the sensor topics. */
@Command(name = "replay", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Publish a recorded drive (${bundle:log-formats}) at its own pace, a multiple, or flat out. On a "
                + "terminal, Enter pauses it.")
final class ReplayCommand implements Callable<Integer> {

    private static final double NANOS_PER_SECOND = 1e9;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private ServiceOptions services;

    @Mixin
    private TopicFlags topics;

    @Mixin
    private ClaimCheckFlags claims;

    @Parameters(paramLabel = "LOG", description = "file or folder of the recording")
    private Path log;

    @Option(names = "--rate", defaultValue = "1", paramLabel = "N|max",
            description = "multiple of the recorded pace, or max (default 1)")
    private String rate;

    @Option(names = "--start", defaultValue = "0", paramLabel = "SECONDS",
            description = "begin so long after the first record (default 0)")
    private double start;

    @Option(names = "--duration", paramLabel = "SECONDS", description = "play so much of it (default: all)")
    private Double duration;

    @Option(names = "--loop", description = "play it again and again, as one long drive, until interrupted")
    private boolean loop;

    @Option(names = "--robots", defaultValue = "1", paramLabel = "N",
            description = "play it as so many robots, named NAME-1 to NAME-N (default 1)")
    private int robots;

    @Override
    public Integer call() throws InterruptedException {
        FeedPace pace = FeedPace.of(rate);
        DriveLog drive = drive();
        long total = drive.lidarFrameCount();
        FeedPause pause = new FeedPause();
        if (System.console() != null) {
            pause.listenTo(System.in);
        }
        try (LogFeed feed = new LogFeed(drive,
                services.kafka().producer(ClientPurpose.NONE, new StringSerializer()), pace, pause,
                claims.writer())) {
            try (FeedProgress progress = new FeedProgress(feed, total, pause, System.err)) {
                feed.run();
            }
            spec.commandLine().getOut().println(
                    FeedProgress.sent(feed));
            feed.damaged().forEach((why, n) -> spec.commandLine().getErr().println("skipped: " + why));
            spec.commandLine().getOut().flush();
            return feed.damaged().isEmpty() ? ExitCode.OK : ExitCode.INPUT;
        }
    }

    /** The part, the rounds and the copies that the flags ask for. */
    private DriveLog drive() {
        if (robots < 1 || start < 0 || duration != null && !(duration > 0)) {
            throw new UserError(ExitCode.USAGE, "--robots and --duration are positive, --start is not negative");
        }
        services.bootstrapServers();
        DriveLog drive = loop ? new LoopedLog(this::part, Long.MAX_VALUE) : part();
        return robots == 1 ? drive : new MultipliedLog(drive, robots);
    }

    private DriveLog part() {
        DriveLog whole = DriveLogs.open(log, topics.options());
        if (start == 0 && duration == null) {
            return whole;
        }
        return new WindowedLog(whole, (long) (start * NANOS_PER_SECOND),
                duration == null ? Long.MAX_VALUE : (long) (duration * NANOS_PER_SECOND));
    }
}
