package dev.understudy.cli.demo;

import dev.understudy.cli.common.Report;
import dev.understudy.cli.feed.FeedPace;
import dev.understudy.cli.feed.LogFeed;
import dev.understudy.cli.kafka.TopicTap;
import dev.understudy.cli.ops.OpsServer;
import dev.understudy.cli.run.Backbone;
import dev.understudy.cli.run.Logging;
import dev.understudy.cli.run.RunFolder;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.proto.Topics;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.WatchedLog;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The main job on one machine: services up, loop up, a drive fed through it, every object scored on the way, and
 * a run folder left behind.
 */
final class Demo {

    private static final List<String> TAPPED = List.of(Topics.CLUSTER, Topics.OBJECT_EVENT, Topics.LIFECYCLE,
            Topics.SAMPLE, Topics.DEAD_LETTER);
    private static final Path RUNS = Path.of("runs");
    private static final long TICK_MILLIS = 50;

    private final DemoSettings settings;
    private final PrintStream terminal;
    private final long startedNanos = System.nanoTime();

    Demo(DemoSettings settings, PrintStream terminal) {
        this.settings = settings;
        this.terminal = terminal;
    }

    /** What a run has to show, even where something ended it early. */
    record Outcome(DemoSummary summary, Drive drive) {
    }

    Outcome run() throws IOException, InterruptedException {
        FreeBrokers.require(settings.services());
        // Opened first: a wrong folder is told before any service has started.
        DemoSource source = DemoSource.open(settings);
        RunFolder folder = RunFolder.createNew(RUNS, "demo", settings.runDir());
        Logging.toFile(folder.file("understudy.log"));
        terminal.println("run folder " + folder.path());
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (DriveLog log = source.log();
                Backbone backbone = Backbone.start(settings.services(), folder.path(), settings.brokerPort(),
                        settings.registryPort());
                DemoLoop loop = DemoLoop.start(new LoopSettings(settings, backbone), folder, meters);
                OpsServer ops = serveMetrics(meters, loop)) {
            return play(source, log, backbone, loop, folder);
        }
    }

    private OpsServer serveMetrics(PrometheusMeterRegistry meters, DemoLoop loop) {
        if (settings.metricsPort() < 0) {
            return null;
        }
        OpsServer server = OpsServer.start("127.0.0.1", settings.metricsPort(), null, meters, loop::live,
                loop.readiness());
        terminal.println("metrics http://127.0.0.1:" + server.port() + "/metrics");
        return server;
    }

    private Outcome play(DemoSource source, DriveLog log, Backbone backbone, DemoLoop loop, RunFolder folder)
            throws IOException, InterruptedException {
        LogFindings findings = new LogFindings(source, folder);
        try (Deserializer<ClassifiedObject> events = loop.eventDeserializer()) {
            StreamScorer scorer =
                    new StreamScorer(Taxonomy.road(), source.matcher(), loop.frozen(), events, findings);
            loop.scoredBy(scorer);
            try (TopicTap tap = new TopicTap(backbone.kafka(), TAPPED, scorer);
                    LogFeed feed = new LogFeed(new WatchedLog(log, scorer::read), loop.producer(),
                            new FeedPace(source.speed()), fed -> mustWait(fed, loop, tap),
                            settings.claims().writer());
                    LiveView view = new LiveView(terminal, settings.headless(),
                            () -> DemoStatuses.now(settings, source, feed, scorer, loop))) {
                long fedFrom = System.nanoTime();
                Drive drive = drive(feed, loop, scorer, tap);
                loop.stopTraining();
                double streamSeconds = (System.nanoTime() - fedFrom) / 1e9;
                // The counts stand still from here on.
                tap.close();
                SummaryBuilder builder = new SummaryBuilder(settings, source, folder, feed, loop, scorer, findings);
                DemoSummary summary = builder.build(drive, streamSeconds, (System.nanoTime() - startedNanos) / 1e9);
                Files.writeString(folder.file("summary.json"), Report.json(summary));
                return new Outcome(summary, drive);
            }
        }
    }

    /** Feeds the log to its end; what ends that early is told later, after the results so far are written. */
    private static Drive drive(LogFeed feed, DemoLoop loop, StreamScorer scorer, TopicTap tap) {
        try {
            feed.run();
            scorer.endOfLog();
            return new Drive(drain(feed, loop, scorer, tap), null);
        } catch (InterruptedException | RuntimeException e) {
            // The flag that an interrupt may have left would keep the results from being written.
            Thread.interrupted();
            return new Drive(false, e);
        }
    }

    /** The scores are what the feed waits for: without the tap it would wait for ever. */
    private static boolean mustWait(long framesFed, DemoLoop loop, TopicTap tap) {
        tap.check();
        return loop.isBehind(framesFed);
    }

    /** Waits until every frame fed has been decided and every decided one has been scored; false when given up. */
    private static boolean drain(LogFeed feed, DemoLoop loop, StreamScorer scorer, TopicTap tap)
            throws InterruptedException {
        Stall stall = new Stall(DemoLoop.STALL_SECONDS);
        while (!loop.allDecided(feed, scorer)) {
            tap.check();
            loop.check();
            long now = scorer.counts().of(StreamCounts.Kind.FRAMES) + scorer.counts().of(StreamCounts.Kind.EVENTS);
            if (stall.stands(now, System.nanoTime())) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
        }
        return true;
    }
}
