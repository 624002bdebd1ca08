package dev.understudy.learning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import dev.understudy.learning.SyntheticObjects;
import dev.understudy.learning.TinyBootstrap;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.maths.Promised;
import dev.understudy.learning.sample.EncodedObject;
import dev.understudy.learning.sample.SampleEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("numbers")
class ServingTest {

    private static final float ROUNDING = 1e-5f; // of a unit vector's components

    @Test
    void shouldEmbedLikeTheTrainedNetworks() {
        CrossModalModel model = new CrossModalModel(TinyBootstrap.ARCHITECTURE);
        expectTheSame(model, TinyBootstrap.checkpoint().under(Checkpoint.TEACHER_PREFIX));
    }

    @Test
    void shouldEmbedLikeTheTrainedNetworksWithScalesOfAnySignAndNone() {
        CrossModalModel model = new CrossModalModel(Architecture.defaults());
        expectTheSame(model, restless(model.initialise(5, 3)));
    }

    @Test
    void shouldServeANetworkThatHasOneSharedLayer() {
        Architecture d = Architecture.defaults();
        CrossModalModel model = new CrossModalModel(new Architecture(d.family(), d.points(), d.imageSize(), List.of(24),
                8, 16, List.of(4, 4, 8), 16, 8, 16f));
        expectTheSame(model, restless(model.initialise(5, 4)));
    }

    @Test
    void shouldEmbedTheSameBitsAloneAndAmongManyAtFullWidth() {
        CrossModalModel model = new CrossModalModel(Architecture.defaults());
        List<EncodedObject> objects = objects(model, 4);
        try (NDManager manager = NDManager.newBaseManager()) {
            JniUtils.setGradMode(false);
            Serving serving = Serving.of(manager, model, restless(model.initialise(5, 5)));
            float[] together = serving.embed(manager, objects, rows(objects.size())).toFloatArray();
            int width = model.architecture().embedding();
            for (int i = 0; i < objects.size(); i++) {
                float[] alone = serving.embed(manager, objects.subList(i, i + 1), rows(1)).toFloatArray();
                int image = (objects.size() + i) * width;
                Promised.same(Arrays.copyOf(alone, width),
                        Arrays.copyOfRange(together, i * width, (i + 1) * width), "points of object " + i);
                Promised.same(Arrays.copyOfRange(alone, width, 2 * width),
                        Arrays.copyOfRange(together, image, image + width), "image of object " + i);
            }
        }
    }

    @Test
    void shouldLeaveNothingBehindInNativeMemory() {
        try (Classifier classifier = Classifier.open(TinyBootstrap.checkpoint())) {
            List<EncodedObject> objects = objects(new CrossModalModel(TinyBootstrap.ARCHITECTURE), 2);
            int held = classifier.nativeArrays();
            for (int i = 1; i <= objects.size(); i++) {
                classifier.classifyEncoded(objects.subList(0, i));
            }
            assertThat(classifier.nativeArrays()).isEqualTo(held);
        }
    }

    @Test
    void shouldRefuseWeightsThatLackATensor() {
        CrossModalModel model = new CrossModalModel(TinyBootstrap.ARCHITECTURE);
        Map<String, Tensor> tensors = model.initialise(5, 6);
        tensors.remove("point/shared1/bias");
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThatIllegalArgumentException().isThrownBy(() -> Serving.of(manager, model, tensors))
                    .withMessageContaining("point/shared1/bias");
        }
    }

    private static void expectTheSame(CrossModalModel model, Map<String, Tensor> tensors) {
        List<EncodedObject> objects = objects(model, 3);
        int[] pictured = rows(objects.size() - 2);
        try (NDManager manager = NDManager.newBaseManager()) {
            JniUtils.setGradMode(false);
            float[] trained = Serving.asTrained(manager, model, tensors).embed(manager, objects, rows(objects.size()))
                    .toFloatArray();
            float[] served = Serving.of(manager, model, tensors).embed(manager, objects, pictured).toFloatArray();
            assertThat(served).containsExactly(Arrays.copyOf(trained, served.length), within(ROUNDING));
        }
    }

    /** Weights as a long training could leave them: biases, shifts, scales below zero, and a few of nothing. */
    private static Map<String, Tensor> restless(Map<String, Tensor> fresh) {
        SplittableRandom random = new SplittableRandom(7);
        Map<String, Tensor> out = new TreeMap<>(fresh);
        out.remove(Checkpoint.CLASSES);
        out.replaceAll((name, tensor) -> {
            double deviation = name.endsWith("weight") ? 0 : 0.5;
            float[] data = tensor.data().clone();
            for (int i = 0; i < data.length; i++) {
                data[i] += (float) (deviation * random.nextGaussian());
                data[i] = name.endsWith("scale") && i % 5 == 0 ? 0 : data[i];
            }
            return new Tensor(tensor.shape(), data);
        });
        return out;
    }

    private static List<EncodedObject> objects(CrossModalModel model, int perClass) {
        SampleEncoder encoder = new SampleEncoder(model.architecture().encoder());
        return SyntheticObjects.perClass(perClass, 0.5, 8).stream().map(o -> encoder.encode(o.cluster())).toList();
    }

    private static int[] rows(int count) {
        return IntStream.range(0, count).toArray();
    }
}
