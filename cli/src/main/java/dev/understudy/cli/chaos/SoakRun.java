package dev.understudy.cli.chaos;

import dev.understudy.cli.chaos.audit.AuditReport;
import dev.understudy.cli.chaos.audit.Auditor;
import dev.understudy.cli.chaos.audit.Facts;
import dev.understudy.cli.run.RunFolder;
import dev.understudy.learning.model.MathsReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * Runs the applications as processes at a steady rate for long, looks at what they take, and audits what they gave.
 * Every topic is read as it grows, by a committed reader: retention may take records, the audit has them all.
 */
final class SoakRun {

    private static final int ROBOTS = 4;
    private static final int FRAMES = 24;
    /** Drives that warm the compiler up before the capacity is taken; then those it is taken over. */
    private static final int WARM_DRIVES = 4;
    private static final int MEASURED_DRIVES = 3;
    private static final long SAMPLE_MS = 5_000;
    private static final long SETTLE_SECONDS = 240;
    private static final long PROBE_MS = 200;
    /** Room for the adoption of a last checkpoint and the events of the last frames. */
    private static final int AUDITS = 50;
    private static final double NANOS_PER_SECOND = 1e9;
    /** Growth that still counts as flat, of a process's native memory: code is compiled and caches fill for long. */
    private static final double FLAT_SHARE = 0.05;
    /** Of a live heap: what waits in a consumer's buffer when it is looked at is as much. */
    private static final double FLAT_HEAP_MIB = 16;
    /** Stores begin empty. */
    private static final double FLAT_STORE_MIB = 4;
    /** Seconds of the stream that the lag may grow by. */
    private static final double FLAT_LAG_SECONDS = 1;

    private final SoakSettings settings;
    private final Consumer<String> progress;
    private final Map<String, List<double[]>> series = new LinkedHashMap<>();

    SoakRun(SoakSettings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    SoakReport run() throws IOException {
        CastPlan plan = new CastPlan(settings.folder(), Child.Life.LONG, !settings.realTrainer(),
                settings.stepsPerCandidate(), List.of(), Cast.freePort(), Cast.freePort());
        try (Cast cast = new Cast(plan); Feed feed = new Feed(cast.kafka()); Admin admin = cast.admin()) {
            Facts facts = ChaosRun.noFacts();
            try (Tail tail = new Tail(cast.kafka(), ChaosRun.reader(facts, cast)::take)) {
                return soak(cast, feed, tail, facts, new SoakProbe(cast, plan, admin));
            }
        }
    }

    private SoakReport soak(Cast cast, Feed feed, Tail tail, Facts facts, SoakProbe probe) throws IOException {
        double capacity = settings.framesPerSecond() > 0 ? Double.NaN : capacity(cast, feed, tail, facts, probe);
        double rate = settings.framesPerSecond() > 0 ? settings.framesPerSecond() : settings.share() * capacity;
        double perRobot = rate / ROBOTS;
        String ofCapacity = Double.isNaN(capacity) ? "" : String.format(Locale.ROOT,
                ", %.0f %% of the %.1f this machine takes", 100 * settings.share(), capacity);
        progress.accept(String.format(Locale.ROOT, "%.1f LiDAR frames/s from %d robots%s", rate, ROBOTS, ofCapacity));
        int adoptedBefore = facts.adoptions();
        Scrape before = probe.stream();
        long start = System.nanoTime();
        PacedFeed paced = new PacedFeed(feed, new Drive(settings.seed() + 1, ROBOTS, FRAMES, perRobot), FRAMES,
                perRobot);
        try (paced) {
            follow(start, tail, facts, probe, paced, adoptedBefore);
        }
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        Scrape after = probe.stream();
        MathsReport maths = probe.maths(after);
        List<String> violations = finish(cast, feed, tail, facts, Set.copyOf(paced.robots()));
        AuditReport audit = Auditor.audit(facts, false);
        plots();
        return new SoakReport(capacity, rate, seconds, paced.late(), facts.adoptions() - adoptedBefore,
                latency(before, after, false), latency(before, after, true), trends(rate), audit.counts(),
                cast.endedAlone(), violations, maths);
    }

    /** Frames per second, decided, published and learnt from, when all come at once to warm processes. */
    private double capacity(Cast cast, Feed feed, Tail tail, Facts facts, SoakProbe probe) {
        Drive drive = new Drive(settings.seed(), ROBOTS, FRAMES);
        for (int i = 0; i < WARM_DRIVES; i++) {
            burst(cast, feed, tail, facts, drive, "warm" + i);
        }
        awaitTrainer(facts, probe);
        long start = System.nanoTime();
        for (int i = 0; i < MEASURED_DRIVES; i++) {
            burst(cast, feed, tail, facts, drive, "burst" + i);
        }
        awaitTrainer(facts, probe);
        return MEASURED_DRIVES * ROBOTS * FRAMES * NANOS_PER_SECOND / (System.nanoTime() - start);
    }

    /** A stream that outruns its trainer cannot go on for long: what it takes longer counts. */
    private void awaitTrainer(Facts facts, SoakProbe probe) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_SECONDS);
        while (settings.realTrainer() && !(probe.samplesRead() >= facts.samples())) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the trainer has read " + probe.samplesRead() + " of "
                        + facts.samples() + " samples");
            }
            Pause.millis(PROBE_MS);
        }
    }

    private void burst(Cast cast, Feed feed, Tail tail, Facts facts, Drive drive, String prefix) {
        FeedPlan plan = FeedPlan.draw(drive, prefix, Set.of(), System.currentTimeMillis(), new Random(0));
        feed.sendNow(plan.items());
        if (!settle(cast, feed, tail, facts, plan.robots())) {
            throw new IllegalStateException("nothing comes out of the stream; its log is " + cast.stream().log());
        }
    }

    private void follow(long start, Tail tail, Facts facts, SoakProbe probe, PacedFeed paced, int adoptedBefore) {
        long end = start + settings.limit().toNanos();
        long next = start;
        while (System.nanoTime() < end
                && (settings.swaps() == 0 || facts.adoptions() - adoptedBefore < settings.swaps())) {
            double at = (System.nanoTime() - start) / NANOS_PER_SECOND;
            probe.sample().forEach((name, value) -> series.computeIfAbsent(name, n -> new ArrayList<>())
                    .add(new double[] {at, value}));
            tail.catchUp();
            progress.accept(String.format(Locale.ROOT, "%5.1f min, %d records sent, %d frames decided, %d swaps",
                    at / 60, paced.sent(), facts.decided(), facts.adoptions() - adoptedBefore));
            next += TimeUnit.MILLISECONDS.toNanos(SAMPLE_MS);
            Pause.millis(Math.max(0, TimeUnit.NANOSECONDS.toMillis(next - System.nanoTime())));
        }
    }

    private List<String> finish(Cast cast, Feed feed, Tail tail, Facts facts, Set<String> robots) {
        List<String> violations = new ArrayList<>();
        if (!settle(cast, feed, tail, facts, robots)) {
            violations.add("SETTLED: not within " + SETTLE_SECONDS + " s");
        }
        AuditReport audit = Auditor.audit(facts, false);
        for (int i = 0; i < AUDITS && !audit.clean(); i++) {
            Pause.millis(PROBE_MS);
            tail.catchUp();
            audit = Auditor.audit(facts, false);
        }
        violations.addAll(Scenario.lines(audit));
        feed.failures().forEach(failure -> violations.add("the broker did not take a record: " + failure));
        return violations;
    }

    private static boolean settle(Cast cast, Feed feed, Tail tail, Facts facts, Set<String> robots) {
        List<FeedItem> ends = new ArrayList<>();
        long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        robots.forEach(robot -> Drive.end(robot, now).forEach(end -> ends.add(FeedItem.of(end))));
        feed.sendNow(ends);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_SECONDS);
        while (System.nanoTime() < deadline) {
            cast.tend();
            if (tail.catchUp() && robots.stream().allMatch(facts::accounted) && facts.eventsMissing(robots) == 0) {
                return true;
            }
            Pause.millis(PROBE_MS);
        }
        return false;
    }

    private static SoakReport.Latency latency(Scrape before, Scrape after, boolean swap) {
        return SoakReport.Latency.of(LatencyHistogram.between(before, after, "inference_latency_seconds",
                "swap=\"" + swap + "\""));
    }

    private List<SoakTrend> trends(double rate) {
        List<SoakTrend> trends = new ArrayList<>();
        series.forEach((name, samples) -> {
            if (name.endsWith("lag")) {
                trends.add(SoakTrend.of(name + ", records", samples, FLAT_LAG_SECONDS * rate));
            } else if (name.startsWith("state")) {
                trends.add(SoakTrend.of(name, samples, FLAT_STORE_MIB));
            } else if (name.endsWith(SoakProbe.LIVE)) {
                trends.add(SoakTrend.of(name, samples, FLAT_HEAP_MIB));
            } else if (!name.contains("in use")) {
                trends.add(SoakTrend.relative(name, samples, FLAT_SHARE));
            }
        });
        return trends;
    }

    private void plots() throws IOException {
        RunFolder folder = new RunFolder(settings.folder());
        Map<String, List<double[]>> lag = new LinkedHashMap<>();
        Map<String, List<double[]>> memory = new LinkedHashMap<>();
        Map<String, List<double[]>> state = new LinkedHashMap<>();
        series.forEach((name, samples) -> (name.endsWith("lag") ? lag : name.startsWith("state") ? state : memory)
                .put(name, samples));
        SoakPlot.write(folder, "memory", "MiB", memory);
        SoakPlot.write(folder, "state-stores", "MiB", state);
        SoakPlot.write(folder, "lag", "records", lag);
    }
}
