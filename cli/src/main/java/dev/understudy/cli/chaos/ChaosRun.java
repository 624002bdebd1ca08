package dev.understudy.cli.chaos;

import dev.understudy.cli.chaos.audit.AuditReport;
import dev.understudy.cli.chaos.audit.Auditor;
import dev.understudy.cli.chaos.audit.FactReader;
import dev.understudy.cli.chaos.audit.Facts;
import dev.understudy.cli.chaos.audit.ModelId;
import dev.understudy.cli.chaos.audit.Origin;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.learning.checkpoint.BootstrapCheckpoint;
import dev.understudy.streams.event.ConfluentAvroDeserializer;
import dev.understudy.streams.event.RegistryClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs the applications as processes, does harm to them while frames flow, and audits the topics after each scenario
 * and, read anew from their beginning, after everything has ended.
 */
public final class ChaosRun {

    /** Accepted samples from one candidate to the next: a few publications in a scenario. */
    private static final int AUDITED_STEPS = 40;
    /** Steps of a learner that learns. */
    private static final int REAL_STEPS = 10;
    private static final int ROBOTS = 3;
    private static final int FRAMES = 12;
    private static final String MODEL = "student";
    private static final long REREAD_PAUSE_MS = 300;
    private static final int REREADS = 20;

    private final ChaosSettings settings;
    private final Consumer<String> progress;
    private final Set<Origin> planted = new HashSet<>();
    private final Set<Long> forged = new HashSet<>();

    /**
     * Prepares a run.
     *
     * @param progress takes one line for each scenario
     */
    public ChaosRun(ChaosSettings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** Runs until the scenarios or the time are used up. */
    public ChaosReport run() {
        Drive drive = new Drive(settings.seed(), ROBOTS, FRAMES);
        List<Scenario> scenarios = new ArrayList<>();
        try (Cast cast = new Cast(CastPlan.of(settings, settings.realTrainer() ? REAL_STEPS : AUDITED_STEPS));
                Feed feed = new Feed(cast.kafka())) {
            Facts facts = facts();
            try (Tail tail = new Tail(cast.kafka(), reader(facts, cast)::take)) {
                Stage stage = new Stage(cast, feed, tail, facts, drive, this);
                stage.warmUp();
                long end = System.nanoTime() + settings.limit().toNanos();
                for (int number = 1; number <= settings.scenarios() && System.nanoTime() < end; number++) {
                    Scenario scenario = stage.play(number, draw(number), random(number));
                    scenarios.add(scenario);
                    progress.accept(scenario.line());
                }
            }
            return report(scenarios, cast, lastAudit(cast));
        }
    }

    /**
     * A fault of a process, sometimes with one of the input; or one of the input alone. Every round has each kind once,
     * in an order of its own; seed and number decide.
     */
    private List<FaultKind> draw(int number) {
        List<FaultKind> kinds = new ArrayList<>(settings.faults());
        int round = (number - 1) / kinds.size();
        Collections.shuffle(kinds, random(-1 - round));
        FaultKind first = kinds.get((number - 1) % kinds.size());
        Random random = random(Integer.MAX_VALUE + (long) number);
        List<FaultKind> ofInput = kinds.stream().filter(kind -> kind.ofInput() && kind != first).toList();
        return first.ofInput() || ofInput.isEmpty() || random.nextInt(3) > 0 ? List.of(first)
                : List.of(first, ofInput.get(random.nextInt(ofInput.size())));
    }

    private Random random(long number) {
        return new Random(settings.seed() * 1_000_003 + number);
    }

    /** Of a system that nobody has told anything yet. */
    static Facts noFacts() {
        return new Facts(ModelId.of(BootstrapCheckpoint.load().ref()));
    }

    private Facts facts() {
        Facts facts = noFacts();
        planted.forEach(facts::planted);
        forged.forEach(facts::forged);
        return facts;
    }

    void planted(Origin at) {
        planted.add(at);
    }

    void forged(long version) {
        forged.add(version);
    }

    static FactReader reader(Facts facts, Cast cast) {
        return new FactReader(facts, MODEL, cast.ring(), new ConfluentAvroDeserializer<>(
                new RegistryClient(cast.registryUrl()), ClassifiedObject.class), Tail.LEDGERS);
    }

    /** With nobody writing any more, everything read again from its beginning by a reader that has seen nothing. */
    private AuditReport lastAudit(Cast cast) {
        cast.stream().terminate();
        cast.trainer().terminate();
        Facts facts = facts();
        try (Tail tail = new Tail(cast.kafka(), reader(facts, cast)::take)) {
            for (int i = 0; i < REREADS && !tail.catchUp(); i++) {
                Pause.millis(REREAD_PAUSE_MS);
            }
        }
        // One that learns may be told to end far from the last sample: no letter is due of what it never read.
        return Auditor.audit(facts, !settings.realTrainer());
    }

    private ChaosReport report(List<Scenario> scenarios, Cast cast, AuditReport last) {
        int counted = (int) scenarios.stream().filter(Scenario::tookEffect).count();
        return new ChaosReport(settings.seed(), counted, scenarios, last.counts(), cast.endedAlone(),
                Scenario.lines(last));
    }
}
