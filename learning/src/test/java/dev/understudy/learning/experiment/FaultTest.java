package dev.understudy.learning.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.SyntheticObjects;
import dev.understudy.learning.TinyBootstrap;
import dev.understudy.learning.sample.LabelledObject;
import dev.understudy.learning.sample.SampleEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultTest {

    private static final SampleEncoder ENCODER = new SampleEncoder(TinyBootstrap.ARCHITECTURE.encoder());
    private static final List<StreamObject> STREAM = stream();

    private static List<StreamObject> stream() {
        List<StreamObject> out = new ArrayList<>();
        for (LabelledObject o : SyntheticObjects.perClass(30, 0.3, 8)) {
            out.add(new StreamObject(o.cluster(), ENCODER.encode(o.cluster()), o.label(), "r" + out.size() % 4,
                    "t" + out.size()));
        }
        return out;
    }

    private static List<StreamObject> with(Fault fault) {
        return fault.apply(STREAM, ENCODER, new SplittableRandom(1));
    }

    /** Places of the stream where something is other than it was. */
    private static int[] changed(List<StreamObject> stream) {
        return IntStream.range(0, STREAM.size()).filter(i -> !stream.get(i).equals(STREAM.get(i))).toArray();
    }

    @Test
    void shouldTakeHalfOfTheCropsOfTheMiddleThird() {
        List<StreamObject> stream = with(Fault.IMAGE_DROPOUT);
        assertThat(Arrays.stream(changed(stream)).boxed()).hasSizeBetween(35, 65).allMatch(i -> i >= 100 && i < 200)
                .allMatch(i -> !stream.get(i).encoded().hasImage());
    }

    @Test
    void shouldMoveHalfOfTheCropsOfTheMiddleThird() {
        List<StreamObject> stream = with(Fault.SKEWED_CROPS);
        assertThat(Arrays.stream(changed(stream)).boxed()).hasSizeBetween(35, 65).allMatch(i -> i >= 100 && i < 200)
                .allMatch(i -> stream.get(i).encoded().hasImage());
    }

    @Test
    void shouldAddThreeObjectsOfNoClassToSeven() {
        List<StreamObject> stream = with(Fault.CLUTTER);
        double share = (double) stream.stream().filter(o -> o.truth() < 0).count() / stream.size();
        assertThat(share).isBetween(0.23, 0.37);
        assertThat(stream.stream().filter(o -> o.truth() >= 0).toList()).isEqualTo(STREAM);
        assertThat(stream).allMatch(o -> o.encoded().hasImage());
    }

    @Test
    void shouldGiveOneRobotTheSameCropEverywhere() {
        List<StreamObject> stream = with(Fault.POISONED_ROBOT);
        assertThat(stream.stream().filter(o -> o.robot().equals("r0")).map(o -> o.cluster().getCrop()).distinct())
                .hasSize(1);
        assertThat(Arrays.stream(changed(stream)).boxed()).allMatch(i -> stream.get(i).robot().equals("r0"));
    }

    @Test
    void shouldForgeLabelsAndLeaveObjectsAlone() {
        assertThat(with(Fault.PERMUTED_LABELS)).isEqualTo(STREAM);
        assertThat(Fault.PERMUTED_LABELS.forged(9, 10)).isZero();
        assertThat(Fault.CLASS_COLLAPSE.forged(9, 10)).isZero();
        assertThat(Fault.CLUTTER.forged(9, 10)).isEqualTo(9);
    }
}
