package dev.understudy.trainer;

import dev.understudy.learning.label.LabelRule;
import dev.understudy.learning.train.Admission;
import dev.understudy.learning.train.Discard;
import dev.understudy.learning.train.StepCounts;
import dev.understudy.learning.train.StepReport;
import dev.understudy.proto.PublishedMeter.Kind;
import dev.understudy.proto.PublishedMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Meters of the trainer. */
public final class TrainerMetrics {

    @PublishedMeter(kind = Kind.COUNTER, unit = "samples", tags = "rule",
            meaning = "samples admitted to training, by the rule that the stream accepted them by")
    public static final String ADMITTED = "trainer.samples.admitted";

    @PublishedMeter(kind = Kind.COUNTER, unit = "samples", tags = "admission",
            meaning = "samples read, by what became of them")
    public static final String SAMPLES = "trainer.samples";

    @PublishedMeter(kind = Kind.COUNTER, unit = "steps", meaning = "optimiser steps made, those discarded among them")
    public static final String STEPS = "trainer.steps";

    @PublishedMeter(kind = Kind.COUNTER, unit = "steps", tags = "cause", meaning = "steps whose gradient was not used")
    public static final String DISCARDED_STEPS = "trainer.steps.discarded";

    @PublishedMeter(kind = Kind.COUNTER, unit = "returns", tags = "cause",
            meaning = "returns to the last published weights, for bad steps or vetoes of the gate")
    public static final String ROLLBACKS = "trainer.rollbacks";

    @PublishedMeter(kind = Kind.GAUGE, unit = "nats",
            meaning = "sum of the point and image branches' cross-entropy at the last step")
    public static final String LOSS = "trainer.loss";

    @PublishedMeter(kind = Kind.GAUGE, unit = "share",
            meaning = "share of the samples read since the start that were admitted")
    public static final String COVERAGE = "pseudolabel.coverage";

    @PublishedMeter(kind = Kind.GAUGE, unit = "samples",
            meaning = "samples between the trainer and the end of its topic")
    public static final String LAG = "trainer.lag";

    @PublishedMeter(kind = Kind.COUNTER, unit = "candidates", tags = "outcome",
            meaning = "candidates that were decided on")
    public static final String CANDIDATES = "trainer.candidates";

    @PublishedMeter(kind = Kind.GAUGE, unit = "version", meaning = "newest version published")
    public static final String PUBLISHED_VERSION = "trainer.published.version";

    @PublishedMeter(kind = Kind.COUNTER, unit = "samples", tags = "reason",
            meaning = "samples that could not be used and became dead letters")
    public static final String DEAD = "trainer.deadletters";

    @PublishedMeter(kind = Kind.GAUGE, unit = "0 or 1",
            meaning = "1 while training is frozen because the live model declined")
    public static final String FROZEN = "trainer.frozen";

    @PublishedMeter(kind = Kind.GAUGE, unit = "bytes",
            meaning = "the learner's memory in the last published state, as stored")
    public static final String MEMORY_BYTES = "trainer.memory.bytes";

    @PublishedMeter(kind = Kind.COUNTER, unit = "memories", tags = "reason",
            meaning = "stored memories that were not used at a start")
    public static final String MEMORY_REFUSED = "trainer.memory.refused";

    /** A tag's values must be few, and whoever writes samples names the rule. */
    private static final Set<String> RULES =
            LabelRule.all().stream().map(LabelRule::name).collect(Collectors.toUnmodifiableSet());
    private static final String OTHER_RULE = "other";
    private static final String CAUSE = "cause";

    private final MeterRegistry meters;
    private final AtomicReference<Double> loss = new AtomicReference<>(Double.NaN);
    private final AtomicLong lag = new AtomicLong();
    private final AtomicLong publishedVersion = new AtomicLong();
    private final AtomicLong frozen = new AtomicLong();
    private final AtomicLong memoryBytes = new AtomicLong();
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong admitted = new AtomicLong();
    private final AtomicLong dead = new AtomicLong();
    private final AtomicReference<StepCounts> steps = new AtomicReference<>(StepCounts.NONE);
    private final Map<Discard, Counter> discarded = new EnumMap<>(Discard.class);
    private final Counter rolledBackAfterBadSteps;
    private final Counter rolledBackAfterVetoes;

    TrainerMetrics(MeterRegistry meters) {
        this.meters = meters;
        meters.gauge(LOSS, loss, AtomicReference::get);
        meters.gauge(LAG, lag);
        meters.gauge(PUBLISHED_VERSION, publishedVersion);
        meters.gauge(FROZEN, frozen);
        meters.gauge(MEMORY_BYTES, memoryBytes);
        meters.gauge(COVERAGE, this, TrainerMetrics::coverage);
        // All are there from the start: what first shows as 1 has no increase to alert on.
        for (Discard cause : EnumSet.complementOf(EnumSet.of(Discard.NONE))) {
            discarded.put(cause, meters.counter(DISCARDED_STEPS, CAUSE, cause.label()));
        }
        rolledBackAfterBadSteps = meters.counter(ROLLBACKS, CAUSE, "bad-steps");
        rolledBackAfterVetoes = meters.counter(ROLLBACKS, CAUSE, "vetoes");
    }

    void offered(Admission admission, String rule) {
        if (admission != Admission.UNUSABLE) {
            // An unusable one becomes a dead letter, and counts as that.
            read.incrementAndGet();
        }
        meters.counter(SAMPLES, "admission", admission.name().toLowerCase(Locale.ROOT)).increment();
        if (admission == Admission.ADMITTED) {
            admitted.incrementAndGet();
            meters.counter(ADMITTED, "rule", RULES.contains(rule) ? rule : OTHER_RULE).increment();
        }
    }

    /** A sample read while training is frozen: nobody learns from it. */
    void passedOver() {
        read.incrementAndGet();
        meters.counter(SAMPLES, "admission", "frozen").increment();
    }

    void frozen(boolean isFrozen) {
        frozen.set(isFrozen ? 1 : 0);
    }

    void memory(long bytes) {
        memoryBytes.set(bytes);
    }

    void memoryRefused(String reason) {
        meters.counter(MEMORY_REFUSED, "reason", reason).increment();
    }

    void stepped(StepReport report) {
        steps.updateAndGet(counts -> counts.and(report));
        meters.counter(STEPS).increment();
        if (report.applied()) {
            loss.set((double) report.pointLoss() + report.imageLoss());
        } else {
            discarded.get(report.discard()).increment();
        }
        if (report.rolledBack()) {
            rolledBackAfterBadSteps.increment();
        }
    }

    void rolledBackAfterVetoes() {
        steps.updateAndGet(StepCounts::andVetoed);
        rolledBackAfterVetoes.increment();
    }

    void decided(String outcome) {
        meters.counter(CANDIDATES, "outcome", outcome).increment();
    }

    void published(long version) {
        publishedVersion.set(version);
    }

    void dead(String reason) {
        dead.incrementAndGet();
        meters.counter(DEAD, "reason", reason).increment();
    }

    void lag(long records) {
        lag.set(records);
    }

    /** Records taken from the sample topic, whatever became of them. */
    long taken() {
        return read.get() + dead.get();
    }

    /** Over all learners since the start. */
    StepCounts steps() {
        return steps.get();
    }

    private double coverage() {
        return read.get() == 0 ? 0 : (double) admitted.get() / read.get();
    }
}
