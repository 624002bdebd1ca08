package dev.understudy.trainer;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.MemoryArchive;
import dev.understudy.learning.checkpoint.MemoryArchive.Fault;
import dev.understudy.learning.checkpoint.MemoryArchive.Unpacked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A learner at the trainer's start: with the memory stored beside its checkpoint, or, when that cannot be used, with an
 * empty one. Weights and positions are the checkpoint's either way, so that no sample is admitted twice or skipped.
 */
final class LearnerResumption {

    private static final Logger LOG = LoggerFactory.getLogger(LearnerResumption.class);

    private final LearnerStart learners;
    private final TrainerMetrics metrics;

    LearnerResumption(LearnerStart learners, TrainerMetrics metrics) {
        this.learners = learners;
        this.metrics = metrics;
    }

    Learner from(Checkpoint start, Recovery recovery) {
        Learner learner = learners.from(start);
        if (!recovery.state().hasMemory() || recovery.checkpoint().isEmpty()) {
            return learner;
        }
        Unpacked unpacked = MemoryArchive.unpack(recovery.state().getMemory(), recovery.memory(),
                recovery.checkpoint().get().ref());
        unpacked.fault().ifPresent(fault -> refuse(fault, "it begins anew"));
        if (unpacked.content().isEmpty()) {
            return learner;
        }
        try {
            learner.resume(unpacked.content().get());
            metrics.memory(recovery.state().getMemory().getLength());
            LOG.info("moments and memory of version {} go on", start.manifest().getVersion());
            return learner;
        } catch (RuntimeException e) {
            learner.close();
            refuse(Fault.DOES_NOT_FIT, e.getMessage());
            return learners.from(start);
        }
    }

    private void refuse(Fault fault, String detail) {
        metrics.memoryRefused(fault.label());
        LOG.warn("the stored memory is not used: {} ({})", fault.label(), detail);
    }
}
