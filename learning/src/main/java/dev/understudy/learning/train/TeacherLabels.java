package dev.understudy.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.label.Fusion;
import dev.understudy.learning.model.BoundWeights;
import dev.understudy.learning.model.CrossModalModel;
import dev.understudy.learning.model.ObjectBatch;
import dev.understudy.learning.model.Staging;
import dev.understudy.learning.sample.TrainingSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Labels rows anew with the current teacher: memory outlives the teacher that labelled it. */
final class TeacherLabels implements AutoCloseable {

    private final CrossModalModel model;
    private final Fusion fusion;
    private final NDManager base = NDManager.newBaseManager();
    private final Staging staging = new Staging();

    TeacherLabels(CrossModalModel model, Fusion fusion) {
        this.model = model;
        this.fusion = fusion;
    }

    /**
     * The rows under what the teacher says of them now.
     *
     * @param pointWeight weight of the point branch where both speak
     */
    List<TrainingSample> relabel(Map<String, Tensor> teacher, List<TrainingSample> rows, float pointWeight) {
        JniUtils.setGradMode(false);
        try (NDManager scope = base.newSubManager()) {
            staging.reset();
            BoundWeights weights = model.bind(scope, staging, teacher);
            ObjectBatch batch = ObjectBatch.of(scope, staging, rows.stream().map(TrainingSample::object).toList());
            NDArray classes = weights.get(Checkpoint.CLASSES);
            float[] point = model.logits(model.embedPoints(batch, weights), classes).softmax(1).toFloatArray();
            float[] image = batch.images() == null ? new float[0]
                    : model.logits(model.embedImages(batch, weights), classes).softmax(1).toFloatArray();
            int k = (int) classes.getShape().get(0);
            List<TrainingSample> out = new ArrayList<>(rows.size());
            for (int r = 0; r < rows.size(); r++) {
                int at = Arrays.binarySearch(batch.imageRows(), r);
                float[] seen = at < 0 ? null : Arrays.copyOfRange(image, at * k, (at + 1) * k);
                int label = fusion.decide(Arrays.copyOfRange(point, r * k, (r + 1) * k), seen, pointWeight).label();
                out.add(new TrainingSample(rows.get(r).object(), label, rows.get(r).track()));
            }
            return out;
        }
    }

    int nativeArrays() {
        return base.getManagedArrays().size();
    }

    @Override
    public void close() {
        base.close();
    }
}
