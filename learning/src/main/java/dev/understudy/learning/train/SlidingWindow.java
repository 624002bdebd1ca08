package dev.understudy.learning.train;

import dev.understudy.learning.sample.TrainingSample;
import dev.understudy.proto.v1.RememberedSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** The newest samples as they came, drawn evenly: memory without class balance. Not thread-safe. */
final class SlidingWindow implements SampleMemory {

    private final int classes;
    private final int capacity;
    private final int trackCap;
    private final List<TrainingSample> newest = new ArrayList<>();

    SlidingWindow(int classes, int capacity, int trackCap) {
        this.classes = classes;
        this.capacity = capacity;
        this.trackCap = trackCap;
    }

    @Override
    public boolean offer(TrainingSample sample, SplittableRandom random) {
        long held = newest.stream().filter(s -> s.track().equals(sample.track())).count();
        if (held >= trackCap) {
            newest.remove(newest.stream().filter(s -> s.track().equals(sample.track())).findFirst().orElseThrow());
        } else if (newest.size() == capacity) {
            newest.remove(0);
        }
        return newest.add(sample);
    }

    @Override
    public List<TrainingSample> draw(int rows, SplittableRandom random) {
        List<TrainingSample> out = new ArrayList<>(rows);
        for (int i = 0; i < rows && !newest.isEmpty(); i++) {
            out.add(newest.get(random.nextInt(newest.size())));
        }
        return out;
    }

    @Override
    public void save(RememberedSamples.Builder into) {
        newest.forEach(sample -> into.addHeld(Remembered.of(sample)));
    }

    @Override
    public void load(RememberedSamples from, Remembered remembered) {
        newest.clear();
        remembered.samples(from.getHeldList()).stream().limit(capacity).forEach(newest::add);
    }

    @Override
    public int removeIf(Predicate<TrainingSample> gone) {
        int before = newest.size();
        newest.removeIf(gone);
        return before - newest.size();
    }

    @Override
    public int size() {
        return newest.size();
    }

    @Override
    public int[] sizes() {
        int[] sizes = new int[classes];
        newest.forEach(s -> sizes[s.label()]++);
        return sizes;
    }
}
