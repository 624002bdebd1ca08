package dev.understudy.cli.demo;

import dev.understudy.cli.common.Report;
import dev.understudy.cli.feed.FeedPace;
import dev.understudy.cli.feed.LogFeed;
import dev.understudy.cli.feed.StreamFlow;
import dev.understudy.cli.kafka.TopicTap;
import dev.understudy.cli.local.LocalServices;
import dev.understudy.cli.local.Ports;
import dev.understudy.cli.ops.OpsServer;
import dev.understudy.cli.run.Logging;
import dev.understudy.cli.run.RunFolder;
import dev.understudy.cli.settings.ServiceOptions;
import dev.understudy.cli.settings.StartModel;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.messaging.ClientPurpose;
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
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main job on one machine: services up, loop up, a drive fed through it, every object scored on the way, and
 * a run folder left behind.
 */
final class Demo {

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final List<String> TAPPED = List.of(Topics.CLUSTER, Topics.OBJECT_EVENT, Topics.LIFECYCLE,
            Topics.SAMPLE, Topics.DEAD_LETTER);
    private static final Path RUNS = Path.of("runs");

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
        FreeBrokers.require(settings);
        StartModel start = StartModel.open(settings.settings().model());
        // Opened first: a wrong folder is told before any service has started.
        DemoSource source = DemoSource.open(settings);
        RunFolder folder = RunFolder.createNew(RUNS, "demo", settings.runDir());
        Logging.toFile(folder.file("understudy.log"));
        Files.writeString(folder.file("config.yaml"), settings.config());
        terminal.println("run folder " + folder.path());
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (DriveLog log = source.log();
                DemoLoop loop = new DemoLoop(new LoopSettings(settings, services(folder), start), folder,
                        meters);
                OpsServer ops = serveMetrics(meters, loop)) {
            return play(source, log, loop, folder, start.taxonomy());
        }
    }

    private LocalServices services(RunFolder folder) {
        ServiceOptions services = settings.services();
        return services.external() ? LocalServices.of(services.kafka(), services.registry())
                : LocalServices.start(folder.path(), new Ports(settings.brokerPort(), settings.registryPort()),
                        services.maxRecordBytes());
    }

    private OpsServer serveMetrics(PrometheusMeterRegistry meters, DemoLoop loop) {
        if (settings.settings().metrics().port() < 0) {
            return null;
        }
        OpsServer server = OpsServer.start("127.0.0.1", settings.settings().metrics().port(), null, meters, loop::live,
                loop.readiness());
        terminal.println("metrics http://127.0.0.1:" + server.port() + "/metrics");
        return server;
    }

    private Outcome play(DemoSource source, DriveLog log, DemoLoop loop, RunFolder folder, Taxonomy taxonomy)
            throws IOException, InterruptedException {
        LogFindings findings = new LogFindings(source, folder, taxonomy);
        try (Deserializer<ClassifiedObject> events = loop.eventDeserializer()) {
            StreamScorer scorer =
                    new StreamScorer(taxonomy, source.matcher(), loop.frozen(), events, findings);
            try (TopicTap tap = new TopicTap(loop.kafka(), TAPPED, scorer)) {
                StreamFlow flow = new StreamFlow(new ScoredStream(loop, scorer, tap));
                try (LogFeed feed = new LogFeed(new WatchedLog(log, scorer::read),
                                loop.kafka().producer(ClientPurpose.NONE, new StringSerializer()),
                                new FeedPace(source.speed()), flow, settings.claims().writer());
                        LiveView view = new LiveView(terminal, settings.headless(),
                                () -> DemoStatuses.now(settings, source, feed, scorer, loop))) {
                    long fedFrom = System.nanoTime();
                    Drive drive = drive(feed, scorer, flow);
                    loop.stopTraining();
                    double streamSeconds = (System.nanoTime() - fedFrom) / 1e9;
                    // The counts stand still from here on.
                    tap.close();
                    SummaryBuilder builder =
                            new SummaryBuilder(settings, source, folder, feed, loop, scorer, findings);
                    DemoSummary summary =
                            builder.build(drive, streamSeconds, (System.nanoTime() - startedNanos) / 1e9);
                    Files.writeString(folder.file("summary.json"), Report.json(summary));
                    return new Outcome(summary, drive);
                }
            }
        }
    }

    /** Feeds the log to its end; what ends that early is told later, after the results so far are written. */
    private static Drive drive(LogFeed feed, StreamScorer scorer, StreamFlow flow) {
        try {
            feed.run();
            scorer.endOfLog();
            return new Drive(flow.drain(feed), null);
        } catch (InterruptedException | RuntimeException e) {
            LOG.warn("the drive was cut short", e);
            // The flag that an interrupt may have left would keep the results from being written.
            Thread.interrupted();
            return new Drive(false, e);
        }
    }
}
