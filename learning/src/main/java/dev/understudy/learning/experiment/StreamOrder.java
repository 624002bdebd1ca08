package dev.understudy.learning.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** In which order, and with which class frequencies, a pool of objects becomes a stream. Deterministic by seed. */
public enum StreamOrder {

    /** As driven, with frequencies by Zipf's law whose ranking turns round in the course of the stream. */
    DRIFTING {
        @Override
        List<StreamObject> arrange(List<StreamObject> pool, int objects, long seed) {
            int[] rank = permutation(classes(pool), seed);
            double[] share = shares(pool);
            double low = 0;
            double high = 1e4;
            for (int i = 0; i < BISECTIONS; i++) {
                double middle = (low + high) / 2;
                boolean tooMany = drift(pool, rank, share, middle, seed).size() > objects;
                low = tooMany ? low : middle;
                high = tooMany ? middle : high;
            }
            return drift(pool, rank, share, low, seed);
        }
    },

    /** As driven, but seven of ten objects are of the pool's most frequent class. */
    ONE_CLASS {
        @Override
        List<StreamObject> arrange(List<StreamObject> pool, int objects, long seed) {
            double[] share = shares(pool);
            int main = IntStream.range(0, share.length).boxed().max(Comparator.comparingDouble(k -> share[k]))
                    .orElseThrow();
            int ofMain = (int) Math.min(MAIN_SHARE * objects, share[main] * pool.size());
            double others = ofMain * (1 - MAIN_SHARE) / MAIN_SHARE;
            double keepMain = ofMain / (share[main] * pool.size());
            double keepOthers = Math.min(1, others / ((1 - share[main]) * pool.size()));
            return byTrack(pool, seed, (o, t) -> o.truth() == main ? keepMain : keepOthers);
        }
    },

    /** One class after the other. */
    CLASS_SORTED {
        @Override
        List<StreamObject> arrange(List<StreamObject> pool, int objects, long seed) {
            int[] rank = permutation(classes(pool), seed);
            List<StreamObject> out = new ArrayList<>(pool.subList(0, Math.min(objects, pool.size())));
            out.sort(Comparator.comparingInt(o -> rank[o.truth()]));
            return out;
        }
    },

    /** Independent draws: what batch training assumes. */
    SHUFFLED {
        @Override
        List<StreamObject> arrange(List<StreamObject> pool, int objects, long seed) {
            List<StreamObject> out = new ArrayList<>(pool.subList(0, Math.min(objects, pool.size())));
            Collections.shuffle(out, new Random(seed));
            return out;
        }
    };

    private static final double MAIN_SHARE = 0.7;
    private static final int BISECTIONS = 30;

    /** Chance of an object to be in the stream, by object and place in the pool from 0 to 1. */
    private interface Chance {
        double of(StreamObject object, double place);
    }

    /**
     * A stream of at most so many objects.
     *
     * @param pool in the order driven, each of a known class
     */
    abstract List<StreamObject> arrange(List<StreamObject> pool, int objects, long seed);

    /** Lower-case with hyphens, as on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<StreamObject> drift(List<StreamObject> pool, int[] rank, double[] share, double scale,
            long seed) {
        return byTrack(pool, seed, (o, t) -> {
            int k = o.truth();
            double frequency = (1 - t) / (rank[k] + 1) + t / (rank.length - rank[k]);
            return scale * frequency / share[k];
        });
    }

    /** Tracks stay whole: a physical object is seen in all its views or not at all. */
    private static List<StreamObject> byTrack(List<StreamObject> pool, long seed, Chance chance) {
        Map<String, Boolean> kept = new HashMap<>();
        List<StreamObject> out = new ArrayList<>();
        for (int i = 0; i < pool.size(); i++) {
            StreamObject o = pool.get(i);
            double place = (double) i / pool.size();
            if (kept.computeIfAbsent(o.track(), t -> new SplittableRandom(seed + t.hashCode()).nextDouble()
                    < chance.of(o, place))) {
                out.add(o);
            }
        }
        return out;
    }

    private static int classes(List<StreamObject> pool) {
        return 1 + pool.stream().mapToInt(StreamObject::truth).max().orElseThrow();
    }

    private static double[] shares(List<StreamObject> pool) {
        double[] share = new double[classes(pool)];
        pool.forEach(o -> share[o.truth()] += 1.0 / pool.size());
        return share;
    }

    private static int[] permutation(int count, long seed) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        int[] rank = new int[count];
        Arrays.setAll(rank, order::get);
        return rank;
    }
}
