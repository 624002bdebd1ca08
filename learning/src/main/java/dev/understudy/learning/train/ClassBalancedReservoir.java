package dev.understudy.learning.train;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A bounded memory that stays balanced over classes whatever the stream brings (class-balancing reservoir sampling,
 * Chrysakis and Moens, ICML 2020) and holds at most a few samples of one track. Not thread-safe.
 */
final class ClassBalancedReservoir {

    private final int capacity;
    private final int trackCap;
    private final List<List<TrainingSample>> byClass = new ArrayList<>();
    private final long[] seen;
    private int size;

    ClassBalancedReservoir(int classes, int capacity, int trackCap) {
        this.capacity = capacity;
        this.trackCap = trackCap;
        this.seen = new long[classes];
        for (int k = 0; k < classes; k++) {
            byClass.add(new ArrayList<>());
        }
    }

    /** Offers a sample; says whether it is held now. */
    boolean offer(TrainingSample sample, SplittableRandom random) {
        seen[sample.label()]++;
        if (count(sample.track()) >= trackCap) {
            // A newer label of the same object comes from a better teacher: it takes the oldest one's place.
            removeOldest(sample.track());
        }
        if (size < capacity) {
            add(sample);
            return true;
        }
        List<TrainingSample> own = byClass.get(sample.label());
        int largest = largestClass();
        if (own.size() < byClass.get(largest).size()) {
            removeRandom(byClass.get(largest), random);
            add(sample);
            return true;
        }
        if (random.nextDouble() * seen[sample.label()] > own.size()) {
            return false;
        }
        removeRandom(own, random);
        add(sample);
        return true;
    }

    /** Draws with replacement: first a class among those present, then one of its samples. */
    List<TrainingSample> draw(int rows, SplittableRandom random) {
        List<List<TrainingSample>> present = byClass.stream().filter(c -> !c.isEmpty()).toList();
        List<TrainingSample> out = new ArrayList<>(rows);
        for (int i = 0; i < rows && !present.isEmpty(); i++) {
            List<TrainingSample> chosen = present.get(random.nextInt(present.size()));
            out.add(chosen.get(random.nextInt(chosen.size())));
        }
        return out;
    }

    int size() {
        return size;
    }

    int[] sizes() {
        return byClass.stream().mapToInt(List::size).toArray();
    }

    int count(String track) {
        int count = 0;
        for (List<TrainingSample> samples : byClass) {
            for (TrainingSample sample : samples) {
                count += sample.track().equals(track) ? 1 : 0;
            }
        }
        return count;
    }

    private void add(TrainingSample sample) {
        byClass.get(sample.label()).add(sample);
        size++;
    }

    /** Within a class samples lie in order of arrival; across classes of one track the order does not matter. */
    private void removeOldest(String track) {
        for (List<TrainingSample> samples : byClass) {
            for (int i = 0; i < samples.size(); i++) {
                if (samples.get(i).track().equals(track)) {
                    samples.remove(i);
                    size--;
                    return;
                }
            }
        }
    }

    private void removeRandom(List<TrainingSample> from, SplittableRandom random) {
        from.remove(random.nextInt(from.size()));
        size--;
    }

    private int largestClass() {
        int largest = 0;
        for (int k = 1; k < byClass.size(); k++) {
            if (byClass.get(k).size() > byClass.get(largest).size()) {
                largest = k;
            }
        }
        return largest;
    }
}
