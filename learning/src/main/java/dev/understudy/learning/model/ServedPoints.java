package dev.understudy.learning.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.sample.EncodedObject;
import dev.understudy.learning.sample.SampleEncoder;
import java.util.List;
import java.util.Map;

/** {@link PointNetLite} without learning: the same answers from {@link FoldedPoints}, for less. */
final class ServedPoints {

    private static final int[] COLUMNS = {1};
    private static final Shape NO_PADDING = new Shape(0, 0);

    private final int last;
    private final double[][] variance;
    private final BoundWeights weights;

    /** Copies the folded weights into the manager. */
    ServedPoints(NDManager manager, Architecture architecture, Map<String, Tensor> tensors) {
        FoldedPoints folded = FoldedPoints.of(architecture, tensors);
        this.last = architecture.pointWidths().size() - 1;
        this.variance = folded.variance();
        this.weights = BoundWeights.bind(manager, folded.tensors());
    }

    /** Vectors [B, d], not yet of unit length, in the given manager. */
    NDArray embed(NDManager scope, List<EncodedObject> objects) {
        PackedPoints packed = PackedPoints.of(scope, objects, variance);
        NDArray pooled = Layers.normRelu(weights, PointNetLite.shared(last), pooled(packed, objects.size()));
        NDArray side = Layers.normRelu(weights, PointNetLite.SIDE,
                Layers.linear(weights, PointNetLite.SIDE, side(scope, objects)));
        NDArray head = Layers.normRelu(weights, PointNetLite.HEAD,
                Layers.linear(weights, PointNetLite.HEAD, NDArrays.concat(new NDList(pooled, side), 1)));
        return Layers.linear(weights, PointNetLite.PROJECT, head);
    }

    private static NDArray side(NDManager scope, List<EncodedObject> objects) {
        return scope.create(ObjectBatch.side(objects), new Shape(objects.size(), SampleEncoder.SIDE_FEATURES));
    }

    /** Largest of each group, then of each object's groups, and the last bias. */
    private NDArray pooled(PackedPoints packed, int objects) {
        try (NDArray perGroup = largest(wide(packed.points()), packed.groups())) {
            return largest(perGroup.get(packed.groupsOfRow()), objects)
                    .addi(weights.get(PointNetLite.shared(last) + "/bias"));
        }
    }

    private NDArray wide(NDArray points) {
        NDArray x;
        try (NDArray normal = points.matMul(weight(0))) {
            x = normal.getNDArrayInternal().relu();
        }
        for (int i = 1; i < last; i++) {
            x = between(i, x);
        }
        try (NDArray in = x) {
            return in.matMul(weight(last));
        }
    }

    private NDArray between(int layer, NDArray consumed) {
        String name = PointNetLite.shared(layer);
        try (consumed) {
            return floored(consumed.matMul(weight(layer)).addi(weights.get(name + "/bias")),
                    weights.get(name + "/epsilon"), weights.get(name + "/floor"));
        }
    }

    /** Rows over the root of their square and epsilon, each value at least the floor of its column. */
    static NDArray floored(NDArray consumed, NDArray epsilon, NDArray floor) {
        try (consumed; NDArray length = consumed.norm(2, COLUMNS, true);
                NDArray deviation = length.muli(length).addi(epsilon).sqrt()) {
            return consumed.divi(deviation).maximum(floor);
        }
    }

    private NDArray weight(int layer) {
        return weights.get(PointNetLite.shared(layer) + "/weight");
    }

    /** The largest of each of so many equal parts of the rows. Pooling an image is the engine's fastest maximum. */
    static NDArray largest(NDArray consumed, int parts) {
        long width = consumed.getShape().get(1);
        long each = consumed.getShape().get(0) / parts;
        Shape part = new Shape(1, each);
        try (consumed; NDArray image = consumed.reshape(1, parts, each, width);
                NDArray view = image.transpose(0, 3, 1, 2);
                NDArray pooled = Pool.maxPool2d(view, part, part, NO_PADDING, false)) {
            return pooled.transpose(0, 2, 3, 1).reshape(parts, width);
        }
    }
}
