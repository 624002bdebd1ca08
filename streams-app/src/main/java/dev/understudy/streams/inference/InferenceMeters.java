package dev.understudy.streams.inference;

import dev.understudy.proto.v1.Verdict;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;

/** Meters of the inference stage. */
final class InferenceMeters {

    private final MeterRegistry registry;
    private final Timer latency;
    private final DistributionSummary batchSize;
    private final DistributionSummary agreement;

    InferenceMeters(MeterRegistry registry) {
        this.registry = registry;
        this.latency = registry.timer("inference.latency");
        this.batchSize = registry.summary("inference.batch.size");
        this.agreement = registry.summary("pseudolabel.agreement");
    }

    /** Time of one batch, from taking the model to its last output. */
    Timer latency() {
        return latency;
    }

    /** Objects per batch. */
    DistributionSummary batchSize() {
        return batchSize;
    }

    /** 1 where both branches name the same class, else 0; objects with both branches only. */
    DistributionSummary agreement() {
        return agreement;
    }

    /** Counts what the rule said. */
    void judged(String rule, Verdict verdict) {
        if (verdict == Verdict.ACCEPTED) {
            registry.counter("pseudolabel.accepted", "rule", rule).increment();
        } else {
            registry.counter("pseudolabel.rejected", "rule", rule, "verdict",
                    verdict.name().toLowerCase(Locale.ROOT)).increment();
        }
    }
}
