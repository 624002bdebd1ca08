package dev.understudy.cli.chaos;

import dev.understudy.cli.chaos.audit.AuditReport;
import dev.understudy.cli.chaos.audit.Auditor;
import dev.understudy.cli.chaos.audit.Facts;
import dev.understudy.cli.chaos.audit.Invariant;
import dev.understudy.cli.chaos.audit.Origin;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Plays scenarios one after the other on one cast: every scenario has robots of its own. */
final class Stage {

    private static final long PACE_MS = 25;
    private static final long PROBE_MS = 150;
    /** A member given up, state restored, a transaction aborted: each takes seconds on a busy machine. */
    private static final long SETTLE_SECONDS = 240;
    private static final long FEED_SECONDS = 240;
    private static final long PUBLISH_SECONDS = 240;
    /** A reader of several topics may see one half of a commit a moment before the other. */
    private static final int AUDITS = 20;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Set<FaultKind> OF_TRAINER = EnumSet.of(FaultKind.KILL_TRAINER, FaultKind.RESTART_TRAINER,
            FaultKind.PAUSE_TRAINER, FaultKind.ZOMBIE_TRAINER);

    private final Cast cast;
    private final Feed feed;
    private final Tail tail;
    private final Facts facts;
    private final Drive drive;
    private final ChaosRun run;
    private long nextForged = Forgery.FIRST_VERSION;

    Stage(Cast cast, Feed feed, Tail tail, Facts facts, Drive drive, ChaosRun run) {
        this.cast = cast;
        this.feed = feed;
        this.tail = tail;
        this.facts = facts;
        this.drive = drive;
        this.run = run;
    }

    /** Waits until the first frames have gone all the way: a fault before that would strike nothing. */
    void warmUp() {
        FeedPlan plan = FeedPlan.draw(drive, "warm-up", Set.of(), System.currentTimeMillis(), new Random(0));
        feed.sendNow(plan.items());
        if (!settle(plan)) {
            throw new IllegalStateException("nothing comes out of the stream; its log is " + cast.stream().log());
        }
    }

    /** One scenario: frames flow, the faults strike, everything must settle, the audit looks. */
    Scenario play(int number, List<FaultKind> faults, Random random) {
        long start = System.nanoTime();
        FeedPlan plan = FeedPlan.draw(drive, "s" + number, Set.copyOf(faults), System.currentTimeMillis(), random);
        int strikeAt = plan.items().size() / 5 + random.nextInt(plan.items().size() / 2);
        Thread feeding = feed.start(plan.items(), PACE_MS, strikeAt + plan.items().size() / 10);
        while (feed.sent() < strikeAt) {
            Pause.millis(1);
        }
        tail.catchUp();
        int before = facts.versionCount();
        long decided = facts.decided(plan.robots());
        int unsent = plan.items().size() - feed.sent();
        feed.strike();
        ProcessFaults processes = new ProcessFaults(cast, random,
                () -> catchUpUntil(() -> facts.versionCount() > before));
        List<Long> forgeries = new ArrayList<>();
        Evidence evidence = new Evidence(unsent > 0, plan.items().size() - unsent + " of " + plan.items().size()
                + " records sent, " + decided + " frames decided");
        if (faults.contains(FaultKind.FORGED_CHECKPOINTS)) {
            forgeries.addAll(forge(random));
        } else if (!faults.get(0).ofInput()) {
            evidence = evidence.and(processes.inject(faults.get(0)));
        }
        join(feeding);
        boolean settled = settle(plan);
        if (OF_TRAINER.contains(faults.get(0))) {
            evidence = evidence.and(awaitPublication(before, processes));
        }
        for (FaultKind fault : faults) {
            evidence = evidence.and(InputEvidence.of(fault, facts, plan, forgeries, this::catchUpUntil));
        }
        List<String> violations = new ArrayList<>(audit());
        if (!settled) {
            violations.add(0, Invariant.SETTLED + ": not within " + SETTLE_SECONDS + " s: " + unsettled(plan));
        }
        return new Scenario(number, faults.stream().map(FaultKind::label).toList(), evidence.tookEffect(),
                evidence.detail(), plan.items().size(), decided, (System.nanoTime() - start) / NANOS_PER_SECOND,
                violations);
    }

    private List<Long> forge(Random random) {
        Forgery forgery = new Forgery(cast.signer(), random, nextForged);
        List<List<FeedItem>> forged = forgery.all();
        List<Long> versions = new ArrayList<>();
        for (long version = nextForged; version < forgery.nextVersion(); version++) {
            versions.add(version);
            run.forged(version);
            facts.forged(version);
        }
        nextForged = forgery.nextVersion();
        forged.forEach(feed::sendNow);
        return versions;
    }

    private void join(Thread feeding) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(FEED_SECONDS);
        while (feeding.isAlive() && System.nanoTime() < deadline) {
            cast.tend();
            Pause.millis(PROBE_MS);
        }
        if (feeding.isAlive() || !feed.failures().isEmpty()) {
            throw new IllegalStateException("the broker did not take what was sent: " + feed.failures());
        }
    }

    /** Says that the logs have ended, and waits until everything is decided and published. */
    private boolean settle(FeedPlan plan) {
        List<FeedItem> ends = new ArrayList<>();
        plan.robots().forEach(robot -> Drive.end(robot, TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()))
                .forEach(end -> ends.add(FeedItem.of(end))));
        feed.sendNow(ends);
        for (Origin at : feed.takePlanted()) {
            run.planted(at);
            facts.planted(at);
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_SECONDS);
        while (System.nanoTime() < deadline) {
            cast.tend();
            if (tail.catchUp() && isSettled(plan)) {
                return true;
            }
            Pause.millis(PROBE_MS);
        }
        return false;
    }

    private boolean isSettled(FeedPlan plan) {
        return plan.robots().stream().allMatch(facts::accounted) && facts.accounted("")
                && facts.eventsMissing(plan.robots()) == 0 && facts.lettersMissing() == 0;
    }

    private String unsettled(FeedPlan plan) {
        List<String> robots = new ArrayList<>(plan.robots());
        robots.add("");
        return robots.stream().filter(robot -> !facts.accounted(robot)).toList() + " not accounted for, "
                + facts.eventsMissing(plan.robots()) + " events and " + facts.lettersMissing() + " letters missing";
    }

    /** A fault of the trainer is one only if the trainer was needed: it publishes again afterwards. */
    private Evidence awaitPublication(int before, ProcessFaults processes) {
        Evidence buried = processes.bury();
        boolean published = catchUpUntil(() -> facts.versionCount() > before);
        return new Evidence(published && buried.tookEffect(), (buried.detail().isEmpty() ? "" : buried.detail() + "; ")
                + (facts.versionCount() - before) + " versions published");
    }

    private boolean catchUpUntil(BooleanSupplier there) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PUBLISH_SECONDS);
        while (!there.getAsBoolean() && System.nanoTime() < deadline) {
            cast.tend();
            tail.catchUp();
            Pause.millis(PROBE_MS);
        }
        return there.getAsBoolean();
    }

    /** What is found only once may be a commit half read; what is a violation stays one. */
    private List<String> audit() {
        AuditReport report = Auditor.audit(facts, false);
        for (int i = 1; i < AUDITS && !report.clean(); i++) {
            Pause.millis(PROBE_MS);
            tail.catchUp();
            report = Auditor.audit(facts, false);
        }
        return Scenario.lines(report);
    }
}
