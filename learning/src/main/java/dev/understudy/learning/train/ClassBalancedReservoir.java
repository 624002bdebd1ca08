package dev.understudy.learning.train;

import dev.understudy.learning.sample.TrainingSample;
import dev.understudy.proto.v1.RememberedSamples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A bounded memory that stays balanced over classes whatever the stream brings (class-balancing reservoir sampling,
 * Chrysakis and Moens, ICML 2020) and holds at most a few samples of one track. In a full class a robot beyond twice
 * its even share gives way to the others and never displaces them. Not thread-safe.
 */
final class ClassBalancedReservoir implements SampleMemory {

    /** Times the share a robot would have if all gave alike. */
    private static final int QUOTA = 2;

    private final int capacity;
    private final int trackCap;
    private final boolean robotQuota;
    private final Set<String> robots = new HashSet<>();
    private final List<List<TrainingSample>> byClass = new ArrayList<>();
    private final long[] seen;
    private int size;

    ClassBalancedReservoir(int classes, int capacity, int trackCap, boolean robotQuota) {
        this.robotQuota = robotQuota;
        this.capacity = capacity;
        this.trackCap = trackCap;
        this.seen = new long[classes];
        for (int k = 0; k < classes; k++) {
            byClass.add(new ArrayList<>());
        }
    }

    @Override
    public boolean offer(TrainingSample sample, SplittableRandom random) {
        seen[sample.label()]++;
        if (count(sample.track()) >= trackCap) {
            // A newer label of the same object comes from a better teacher: it takes the oldest one's place.
            removeOldest(sample.track());
        }
        List<TrainingSample> own = byClass.get(sample.label());
        robots.add(sample.robot());
        if (size < capacity) {
            add(sample);
            return true;
        }
        int largest = largestClass();
        if (own.size() < byClass.get(largest).size()) {
            removeRandom(byClass.get(largest), random);
            add(sample);
            return true;
        }
        List<TrainingSample> givingWay = givingWay(own, sample.robot());
        boolean fromOthers = givingWay.size() < own.size() && !givingWay.get(0).robot().equals(sample.robot());
        if (!fromOthers && random.nextDouble() * seen[sample.label()] > own.size()) {
            return false;
        }
        own.remove(givingWay.get(random.nextInt(givingWay.size())));
        size--;
        add(sample);
        return true;
    }

    /** First a class among those present, then one of its samples. */
    @Override
    public List<TrainingSample> draw(int rows, SplittableRandom random) {
        List<List<TrainingSample>> present = byClass.stream().filter(c -> !c.isEmpty()).toList();
        List<TrainingSample> out = new ArrayList<>(rows);
        for (int i = 0; i < rows && !present.isEmpty(); i++) {
            List<TrainingSample> chosen = present.get(random.nextInt(present.size()));
            out.add(chosen.get(random.nextInt(chosen.size())));
        }
        return out;
    }

    @Override
    public int removeIf(Predicate<TrainingSample> gone) {
        int before = size;
        byClass.forEach(samples -> samples.removeIf(gone));
        size = byClass.stream().mapToInt(List::size).sum();
        return before - size;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int[] sizes() {
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

    /**
     * Who makes room in a full class: the robot itself when its quota is full, else the robot that is furthest beyond
     * its own, else anyone.
     */
    private List<TrainingSample> givingWay(List<TrainingSample> own, String robot) {
        int quota = Math.max(1, QUOTA * own.size() / robots.size());
        if (!robotQuota || robots.size() <= QUOTA) {
            return own;
        }
        Map<String, List<TrainingSample>> byRobot = new TreeMap<>();
        own.forEach(s -> byRobot.computeIfAbsent(s.robot(), r -> new ArrayList<>()).add(s));
        if (byRobot.getOrDefault(robot, List.of()).size() >= quota) {
            return byRobot.get(robot);
        }
        List<TrainingSample> most = byRobot.values().stream().max(Comparator.comparingInt(List::size)).orElseThrow();
        return most.size() > quota ? most : own;
    }

    @Override
    public void save(RememberedSamples.Builder into) {
        byClass.forEach(samples -> samples.forEach(sample -> into.addHeld(Remembered.of(sample))));
        for (long offered : seen) {
            into.addOffered(offered);
        }
        into.addAllRobots(new TreeSet<>(robots));
    }

    @Override
    public void load(RememberedSamples from, Remembered remembered) {
        if (from.getOfferedCount() != seen.length) {
            throw new IllegalArgumentException("memory of " + from.getOfferedCount() + " classes");
        }
        byClass.forEach(List::clear);
        size = 0;
        remembered.samples(from.getHeldList()).forEach(this::add);
        shrinkToCapacity();
        for (int k = 0; k < seen.length; k++) {
            seen[k] = from.getOffered(k);
        }
        robots.clear();
        robots.addAll(from.getRobotsList());
    }

    /** A memory made larger than this one may hold loses the oldest of its largest classes, as in living it would. */
    private void shrinkToCapacity() {
        while (size > capacity) {
            byClass.stream().max(Comparator.comparingInt(List::size)).orElseThrow().remove(0);
            size--;
        }
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
