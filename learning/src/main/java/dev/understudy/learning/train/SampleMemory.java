package dev.understudy.learning.train;

import dev.understudy.learning.sample.TrainingSample;
import dev.understudy.proto.v1.RememberedSamples;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** What rehearsal draws from. */
interface SampleMemory {

    /** Offers a sample; says whether it is held now. */
    boolean offer(TrainingSample sample, SplittableRandom random);

    /** Draws with replacement; empty while nothing is held. */
    List<TrainingSample> draw(int rows, SplittableRandom random);

    /** Everything that later offers and draws depend on. */
    void save(RememberedSamples.Builder into);

    /**
     * Goes on where another left off, with no more than fits.
     *
     * @throws IllegalArgumentException when it is of other classes
     */
    void load(RememberedSamples from, Remembered remembered);

    /** Lets go of samples; returns how many. */
    int removeIf(Predicate<TrainingSample> gone);

    /** Samples held. */
    int size();

    /** Samples held by class. */
    int[] sizes();
}
