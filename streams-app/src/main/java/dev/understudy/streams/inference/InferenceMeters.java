package dev.understudy.streams.inference;

import dev.understudy.learning.teacher.AttachedOpinions;
import dev.understudy.proto.v1.Verdict;
import dev.understudy.streams.metrics.StreamMeters;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** Meters of the inference stage. */
final class InferenceMeters {

    /** The histogram is finest where batches are, ms to seconds. */
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final MeterRegistry registry;
    private final Timer latency;
    private final Timer latencyInSwap;
    private final DistributionSummary batchSize;
    private final DistributionSummary agreement;

    InferenceMeters(MeterRegistry registry) {
        this.registry = registry;
        this.latency = latency(registry, false);
        this.latencyInSwap = latency(registry, true);
        this.batchSize = registry.summary(StreamMeters.BATCH_SIZE);
        this.agreement = registry.summary(StreamMeters.AGREEMENT);
    }

    private static Timer latency(MeterRegistry registry, boolean swap) {
        return Timer.builder(StreamMeters.INFERENCE_LATENCY).tag("swap", Boolean.toString(swap))
                .publishPercentileHistogram().minimumExpectedValue(SHORTEST).maximumExpectedValue(LONGEST)
                .register(registry);
    }

    /**
     * Time of one batch, from taking the model to its last output.
     *
     * @param swap whether a next model was being loaded meanwhile, or the batch is the first on a new one
     */
    Timer latency(boolean swap) {
        return swap ? latencyInSwap : latency;
    }

    /** Objects per batch. */
    DistributionSummary batchSize() {
        return batchSize;
    }

    /** 1 where both branches name the same class, else 0; objects with both branches only. */
    DistributionSummary agreement() {
        return agreement;
    }

    /** Counts an image teacher's opinion that cannot be used. */
    void passedOver(AttachedOpinions.Flaw flaw) {
        registry.counter(StreamMeters.TEACHER_PASSED_OVER, "reason", flaw.label()).increment();
    }

    /** Counts what the rule said. */
    void judged(String rule, Verdict verdict) {
        if (verdict == Verdict.ACCEPTED) {
            registry.counter(StreamMeters.ACCEPTED, "rule", rule).increment();
        } else {
            registry.counter(StreamMeters.REJECTED, "rule", rule, "verdict",
                    verdict.name().toLowerCase(Locale.ROOT)).increment();
        }
    }
}
