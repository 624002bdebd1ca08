package dev.understudy.trainer;

import dev.understudy.learning.checkpoint.Checkpoint;

/** A learner that goes on from a checkpoint. */
@FunctionalInterface
interface LearnerStart {

    Learner from(Checkpoint checkpoint);
}
