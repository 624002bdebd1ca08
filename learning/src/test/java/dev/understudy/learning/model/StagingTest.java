package dev.understudy.learning.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.understudy.learning.TinyBootstrap;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.sample.TrainingSample;
import dev.understudy.learning.train.LearningStep;
import dev.understudy.learning.train.Objective;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StagingTest {

    private final Staging staging = new Staging();

    private static float[] of(int count, float value) {
        float[] out = new float[count];
        Arrays.fill(out, value);
        return out;
    }

    private static long directBuffers() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct")).mapToLong(BufferPoolMXBean::getCount).sum();
    }

    @Test
    void shouldKeepArraysApartWhileItGrows() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray[] arrays = new NDArray[6];
            for (int i = 0; i < arrays.length; i++) {
                arrays[i] = staging.array(manager, of(7 + 9_000 * i, i + 0.5f), new Shape(7 + 9_000 * i));
            }
            for (int i = 0; i < arrays.length; i++) {
                assertThat(arrays[i].toFloatArray()).as("array %d", i).containsExactly(of(7 + 9_000 * i, i + 0.5f));
            }
        }
    }

    @Test
    void shouldLayOutTheNextCallWhereTheLastOneWas() {
        try (NDManager manager = NDManager.newBaseManager()) {
            long before = directBuffers();
            for (int call = 0; call < 200; call++) {
                staging.reset();
                try (NDArray array = staging.array(manager, of(1_000, call), new Shape(10, 100))) {
                    assertThat(array.getFloat(9, 99)).isEqualTo(call);
                }
            }
            assertThat(directBuffers() - before).isZero();
        }
    }

    @Test
    void shouldGiveTheSameGradientsStepAfterStep() {
        Checkpoint base = TinyBootstrap.checkpoint();
        Map<String, Tensor> student =
                new TreeMap<>(base.under(Checkpoint.STUDENT_PREFIX));
        student.put(Checkpoint.CLASSES, base.tensors().get(Checkpoint.CLASSES));
        List<TrainingSample> all = TinyBootstrap.anchors().train();
        CrossModalModel model = new CrossModalModel(TinyBootstrap.ARCHITECTURE);
        Objective weights = Objective.withoutTokens(1, 0.1f, 0.5f);
        try (LearningStep once = new LearningStep(model, weights, false);
                LearningStep often = new LearningStep(model, weights, false)) {
            Map<String, float[]> expected = once.run(student, all.subList(0, 24)).gradients();
            often.run(student, all.subList(10, 60));
            often.run(student, all.subList(40, 45));
            Map<String, float[]> gradients = often.run(student, all.subList(0, 24)).gradients();
            assertThat(gradients.keySet()).isEqualTo(expected.keySet()).isNotEmpty();
            expected.forEach((name, values) -> assertThat(gradients.get(name)).as(name).containsExactly(values));
        }
    }
}
