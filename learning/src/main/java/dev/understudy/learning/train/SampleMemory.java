package dev.understudy.learning.train;

import java.util.List;
import java.util.SplittableRandom;

/** What rehearsal draws from. */
interface SampleMemory {

    /** Offers a sample; says whether it is held now. */
    boolean offer(TrainingSample sample, SplittableRandom random);

    /** Draws with replacement; empty while nothing is held. */
    List<TrainingSample> draw(int rows, SplittableRandom random);

    /** Samples held. */
    int size();

    /** Samples held by class. */
    int[] sizes();
}
