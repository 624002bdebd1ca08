package dev.understudy.learning.train;

import dev.understudy.learning.sample.TrainingSample;
import dev.understudy.proto.v1.RememberedSamples;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** What a batch is made of: the newest samples, the balanced memory and the anchors. Not thread-safe. */
final class Rehearsal {

    private final TrainerConfig config;
    private final List<List<TrainingSample>> anchors = new ArrayList<>();
    private final SampleMemory memory;
    private final ArrayDeque<TrainingSample> fresh = new ArrayDeque<>();

    Rehearsal(TrainerConfig config, int classes, List<TrainingSample> anchorSamples) {
        this.config = config;
        int trackCap = config.has(Guard.TRACK_CAP) ? config.memory().perTrack() : Integer.MAX_VALUE;
        this.memory = config.has(Guard.BALANCED_MEMORY)
                ? new ClassBalancedReservoir(classes, config.memory().size(), trackCap, config.has(Guard.ROBOT_QUOTA))
                : new SlidingWindow(classes, config.memory().size(), trackCap);
        for (int k = 0; k < classes; k++) {
            int label = k;
            List<TrainingSample> own = anchorSamples.stream().filter(s -> s.label() == label).toList();
            if (!own.isEmpty()) {
                anchors.add(own);
            }
        }
    }

    void add(TrainingSample sample, SplittableRandom random) {
        memory.offer(sample, random);
        if (config.has(Guard.TRACK_CAP)) {
            fresh.removeIf(held -> held.track().equals(sample.track()));
        }
        fresh.addLast(sample);
        if (fresh.size() > config.pace().samples()) {
            fresh.removeFirst();
        }
    }

    /** Whether memory holds enough to fill its part of a batch with different samples. */
    boolean ready() {
        return memory.size() >= config.batch().memory();
    }

    /** Pseudo-labelled rows: the newest (distinct tracks), then the memory, class-balanced. */
    List<TrainingSample> drawPseudoLabelled(SplittableRandom random) {
        List<TrainingSample> newest = new ArrayList<>(fresh);
        Collections.shuffle(newest, new Random(random.nextLong()));
        Set<String> tracks = new HashSet<>();
        List<TrainingSample> rows = new ArrayList<>();
        for (TrainingSample sample : newest) {
            boolean another = tracks.add(sample.track()) || !config.has(Guard.TRACK_CAP);
            if (another && rows.size() < config.batch().fresh()) {
                rows.add(sample);
            }
        }
        rows.addAll(memory.draw(config.pseudoLabelledRows() - rows.size(), random));
        return rows;
    }

    /** Labelled source rows, class-balanced. */
    List<TrainingSample> drawAnchors(SplittableRandom random) {
        List<TrainingSample> rows = new ArrayList<>();
        for (int i = 0; config.has(Guard.SOURCE_ANCHORS) && i < config.batch().anchors() && !anchors.isEmpty(); i++) {
            List<TrainingSample> own = anchors.get(random.nextInt(anchors.size()));
            rows.add(own.get(random.nextInt(own.size())));
        }
        return rows;
    }

    RememberedSamples save() {
        RememberedSamples.Builder out = RememberedSamples.newBuilder();
        memory.save(out);
        fresh.forEach(sample -> out.addNewest(Remembered.of(sample)));
        return out.build();
    }

    void load(RememberedSamples from, Remembered remembered) {
        memory.load(from, remembered);
        fresh.clear();
        fresh.addAll(remembered.samples(from.getNewestList()));
    }

    /** Lets go of samples; returns how many memory held, the newest ones that it holds too counted once. */
    int removeIf(Predicate<TrainingSample> gone) {
        fresh.removeIf(gone);
        return memory.removeIf(gone);
    }

    int[] memorySizes() {
        return memory.sizes();
    }
}
