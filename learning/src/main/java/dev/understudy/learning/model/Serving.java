package dev.understudy.learning.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.sample.EncodedObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Both branches of frozen weights: nothing here can be learned through. */
interface Serving {

    /**
     * Unit vectors of all objects' points, then of the images of those in {@code imageRows}: [B + M, d]. Everything
     * that is made belongs to the given manager, and gradient mode must be off.
     */
    NDArray embed(NDManager scope, List<EncodedObject> objects, int[] imageRows);

    /** The cheapest way there is to serve a model; weights live as long as the manager. */
    static Serving of(NDManager manager, CrossModalModel model, Map<String, Tensor> tensors) {
        Architecture architecture = model.architecture();
        if (architecture.hasTokens() || architecture.pointWidths().size() < 2) {
            return asTrained(manager, model, tensors);
        }
        ServedPoints points = new ServedPoints(manager, architecture, under(tensors, CrossModalModel.POINT));
        ConvNetLite images = new ConvNetLite(architecture);
        BoundWeights weights = model.bind(manager, Staging.none(), under(tensors, CrossModalModel.IMAGE));
        images.turned().keySet().forEach(weights::get);
        return (scope, objects, imageRows) -> both(Layers.unit(points.embed(scope, objects)), imageRows.length == 0
                ? null : images.embed(ObjectBatch.images(scope, Staging.none(), objects, imageRows), weights));
    }

    /** By the very operations that training uses. */
    static Serving asTrained(NDManager manager, CrossModalModel model, Map<String, Tensor> tensors) {
        BoundWeights weights = model.bind(manager, Staging.none(), tensors);
        return (scope, objects, imageRows) -> {
            ObjectBatch batch = ObjectBatch.of(scope, objects);
            return both(model.embedPoints(batch, weights),
                    imageRows.length == 0 ? null : model.embedImages(batch, weights));
        };
    }

    private static NDArray both(NDArray points, NDArray images) {
        return images == null ? points : NDArrays.concat(new NDList(points, images), 0);
    }

    private static Map<String, Tensor> under(Map<String, Tensor> tensors, String prefix) {
        Map<String, Tensor> branch = new TreeMap<>(tensors);
        branch.keySet().removeIf(name -> !name.startsWith(prefix));
        return branch;
    }
}
