package dev.understudy.learning.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.jni.JniUtils;
import dev.understudy.learning.TinyBootstrap;
import dev.understudy.learning.maths.MathsFault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("numbers")
class MathsCheckTest {

    private static final int LOST = 24; // one value of so many is spoiled: a channel of the default's narrowest layer

    static Stream<Architecture> networks() {
        return Stream.of(Architecture.defaults(), Architecture.tokenDefaults(), TinyBootstrap.ARCHITECTURE);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void shouldFindTheNetworksRight(Architecture architecture) {
        MathsCheck.Outcome outcome = MathsCheck.compare(architecture, MathsCheck.Use.TRAINING);
        System.out.println(architecture.family() + ": " + outcome.operations() + " operations in " + outcome.millis()
                + " ms");
        assertThat(outcome.fault()).isNull();
        assertThat(outcome.operations()).isGreaterThan(25);
        assertThat(MathsCheck.outcomes()).contains(outcome);
    }

    @Test
    void shouldLearnThroughTheInputOfEveryConvolutionButTheFirst() {
        Architecture d = Architecture.defaults();
        Architecture narrow = new Architecture(d.family(), d.points(), d.imageSize(), d.pointWidths(), d.sideWidth(),
                d.pointHead(), List.of(3, 8), d.imageHead(), d.embedding(), d.logitScale());
        assertThat(NetworkOperations.of(narrow, MathsCheck.Use.TRAINING))
                .filteredOn(operation -> operation.name().equals("convolution"))
                .extracting(CheckedOperation::fromInput).containsExactly(true, true, false, false);
    }

    @Test
    void shouldCompareANetworkOncePerUse() {
        Architecture architecture = TinyBootstrap.ARCHITECTURE;
        MathsCheck.Outcome trained = MathsCheck.compare(architecture, MathsCheck.Use.TRAINING);
        assertThat(MathsCheck.compare(architecture, MathsCheck.Use.SERVING)).isSameAs(trained);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void shouldNoticeALostChannelInTheOutputOfEveryOperation(Architecture architecture) {
        Engine.getInstance();
        JniUtils.setGradMode(false);
        for (CheckedOperation right : NetworkOperations.of(architecture, MathsCheck.Use.TRAINING)) {
            MathsFault fault = natively(right, x -> {
                NDArray y = right.natively().apply(x);
                return y.mul(kept(y));
            }).fault(false);
            assertThat(fault).as(right.name() + " " + right.shapes()).isNotNull();
            assertThat(fault.operation()).isEqualTo(right.name() + ", output");
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void shouldNoticeALostChannelInEveryGradient(Architecture architecture) {
        List<String> noticed = new ArrayList<>();
        for (CheckedOperation right : NetworkOperations.of(architecture, MathsCheck.Use.TRAINING)) {
            for (int operand = 0; operand < right.shapes().size(); operand++) {
                if (operand == 0 && right.fromInput() || right.plain().operands().get(operand).cost() == 0
                        || right.name().equals("product")) {
                    continue;
                }
                MathsFault fault = natively(right, losing(right, operand)).fault(true);
                assertThat(fault).as(right.name() + " " + right.shapes() + " " + operand).isNotNull();
                noticed.add(fault.operation());
            }
        }
        assertThat(noticed).contains("linear layer, gradient of the weight", "softmax, gradient of the input")
                .noneMatch(name -> name.contains("output"));
    }

    /** The right values forward; on the way back, a channel of one operand is lost. */
    private static Function<NDList, NDArray> losing(CheckedOperation right, int operand) {
        return x -> {
            NDList in = new NDList(x);
            NDArray all = x.get(operand);
            NDArray kept = kept(all);
            NDArray lost = kept.neg().add(kept.onesLike());
            in.set(operand, all.mul(kept).add(all.stopGradient().mul(lost)));
            return right.natively().apply(in);
        };
    }

    private static CheckedOperation natively(CheckedOperation o,
            Function<NDList, NDArray> natively) {
        return new CheckedOperation(o.name(), o.plain(), o.shapes(), o.fromInput(), natively);
    }

    /** 0 for every so-manieth value, 1 for the others. */
    private static NDArray kept(NDArray like) {
        float[] kept = new float[(int) like.size()];
        int period = Math.min(LOST, kept.length);
        for (int i = 0; i < kept.length; i++) {
            kept[i] = i % period == period / 2 ? 0 : 1;
        }
        return like.getManager().create(kept, like.getShape());
    }
}
