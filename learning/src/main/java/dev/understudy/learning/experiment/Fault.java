package dev.understudy.learning.experiment;

import dev.understudy.learning.sample.SampleEncoder;
import dev.understudy.proto.v1.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** What may go wrong with a stream: what sensors do, and what poisoned samples do from the middle of the stream on. */
public enum Fault {

    NONE,

    /** Every other object of the middle third has no crop. */
    IMAGE_DROPOUT {
        @Override
        List<StreamObject> apply(List<StreamObject> stream, SampleEncoder encoder, SplittableRandom random) {
            return middleThird(stream, random, o -> o.with(o.cluster().toBuilder().clearCrop().build(), encoder));
        }
    },

    /** Three of ten objects are of no class: loose points with the picture of something else. */
    CLUTTER {
        @Override
        List<StreamObject> apply(List<StreamObject> stream, SampleEncoder encoder, SplittableRandom random) {
            List<StreamObject> out = new ArrayList<>();
            for (StreamObject object : stream) {
                out.add(object);
                if (random.nextDouble() < CLUTTER_SHARE / (1 - CLUTTER_SHARE)) {
                    Cluster place = pick(stream, random).cluster();
                    Cluster made = Damage.clutter(place, pick(stream, random).cluster(), random);
                    out.add(new StreamObject(made, encoder.encode(made), -1, object.robot(), "clutter" + out.size()));
                }
            }
            return out;
        }
    },

    /** Every other crop of the middle third is off by a third to two thirds of its width, as by a skewed clock. */
    SKEWED_CROPS {
        @Override
        List<StreamObject> apply(List<StreamObject> stream, SampleEncoder encoder, SplittableRandom random) {
            return middleThird(stream, random, o -> o.with(Damage.shifted(o.cluster(), random), encoder));
        }
    },

    /** One robot sends the same wrong crop with everything it sees. */
    POISONED_ROBOT {
        @Override
        List<StreamObject> apply(List<StreamObject> stream, SampleEncoder encoder, SplittableRandom random) {
            String robot = stream.get(0).robot();
            Cluster wrong = pick(stream, random).cluster();
            return stream.stream().map(o -> o.robot().equals(robot) && o.cluster().hasCrop()
                    ? o.with(o.cluster().toBuilder().setCrop(wrong.getCrop()).build(), encoder) : o).toList();
        }

        @Override
        boolean broke(StreamObject object, List<StreamObject> stream) {
            return object.robot().equals(stream.get(0).robot());
        }
    },

    /** From the middle on every sample comes with the next class's label, and for certain. */
    PERMUTED_LABELS {
        @Override
        int forged(int label, int classes) {
            return (label + 1) % classes;
        }
    },

    /** From the middle on every sample comes with one and the same label, and for certain. */
    CLASS_COLLAPSE {
        @Override
        int forged(int label, int classes) {
            return 0;
        }
    };

    private static final double CLUTTER_SHARE = 0.3;

    private interface Change {
        StreamObject of(StreamObject object);
    }

    /** The stream with this fault in it. */
    List<StreamObject> apply(List<StreamObject> stream, SampleEncoder encoder, SplittableRandom random) {
        return stream;
    }

    /** The label of a forged sample, or the same. */
    int forged(int label, int classes) {
        return label;
    }

    /** Whether an object is of a robot that the fault broke for all of the stream. */
    boolean broke(StreamObject object, List<StreamObject> stream) {
        return false;
    }

    /** Whether samples of the second half are forged. */
    public boolean forges() {
        return this == PERMUTED_LABELS || this == CLASS_COLLAPSE;
    }

    /** Lower-case with hyphens, as on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<StreamObject> middleThird(List<StreamObject> stream, SplittableRandom random, Change change) {
        List<StreamObject> out = new ArrayList<>(stream);
        for (int i = stream.size() / 3; i < 2 * stream.size() / 3; i++) {
            if (random.nextBoolean() && out.get(i).cluster().hasCrop()) {
                out.set(i, change.of(out.get(i)));
            }
        }
        return out;
    }

    private static StreamObject pick(List<StreamObject> stream, SplittableRandom random) {
        return stream.get(random.nextInt(stream.size()));
    }
}
