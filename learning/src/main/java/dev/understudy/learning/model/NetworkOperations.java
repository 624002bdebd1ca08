package dev.understudy.learning.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import dev.understudy.learning.maths.PlainConvolution;
import dev.understudy.learning.maths.PlainElementwise;
import dev.understudy.learning.maths.PlainFlooredUnit;
import dev.understudy.learning.maths.PlainLinear;
import dev.understudy.learning.maths.PlainMaximum;
import dev.understudy.learning.maths.PlainMeans;
import dev.understudy.learning.maths.PlainNorm;
import dev.understudy.learning.maths.PlainOperation;
import dev.understudy.learning.maths.PlainProducts;
import dev.understudy.learning.maths.PlainSoftmax;
import dev.understudy.learning.maths.PlainUnit;
import dev.understudy.learning.sample.SampleEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The native operations of a network, by the layers that make them, each shape once. */
final class NetworkOperations {

    /** Objects of a small batch: a lone one takes other routines, and the networks never compute one alone. */
    private static final int FEW = 2;
    /** Objects of a full batch, in serving and by default in training. */
    private static final int MANY = 64;
    /** Classes of the logits; their number belongs to the taxonomy, not to the network. */
    private static final int CLASSES = 10;
    private static final int MOST_POINTS = 256; // of an object: more rows of the same kind show nothing else

    private final Architecture architecture;
    private final List<CheckedOperation> all = new ArrayList<>();

    private NetworkOperations(Architecture architecture) {
        this.architecture = architecture;
    }

    /** Those of both branches and the class scores; of training, also those of serving and of the losses. */
    static List<CheckedOperation> of(Architecture architecture, MathsCheck.Use use) {
        NetworkOperations operations = new NetworkOperations(architecture);
        if (architecture.hasTokens()) {
            operations.tokens();
        } else {
            operations.points();
            operations.images();
            operations.served();
        }
        operations.scores();
        if (use == MathsCheck.Use.TRAINING) {
            operations.losses();
        }
        return operations.all;
    }

    private void points() {
        int points = Math.min(architecture.points(), MOST_POINTS);
        int in = ObjectBatch.POINT_CHANNELS;
        List<Integer> widths = architecture.pointWidths();
        for (int i = 0; i < widths.size(); i++) {
            linear(i == 0, in, widths.get(i), FEW, points);
            in = widths.get(i);
            normRelu(i < widths.size() - 1 ? FEW * points : MANY, in);
        }
        maximum(FEW, points, in);
        object(true, SampleEncoder.SIDE_FEATURES, architecture.sideWidth());
        object(false, in + architecture.sideWidth(), architecture.pointHead());
        linear(false, architecture.pointHead(), architecture.embedding(), MANY);
    }

    /** A layer on one row per object. */
    private void object(boolean fromInput, int in, int out) {
        linear(fromInput, in, out, FEW);
        linear(fromInput, in, out, MANY);
        normRelu(MANY, out);
    }

    private void images() {
        int size = architecture.imageSize();
        int in = ObjectBatch.COLOURS;
        for (int out : architecture.imageChannels()) {
            boolean first = size == architecture.imageSize();
            convolution(first, FEW, size, in, out);
            convolution(first, MANY, size, in, out);
            size /= 2;
            normRelu(FEW, size, size, out);
            in = out;
        }
        int channels = in;
        add("means of cells", new PlainMeans(FEW, size, channels, 2), false,
                x -> Layers.means(x.get(0), 2), new Shape(FEW, size, size, channels));
        object(false, channels * (size / 2) * (size / 2), architecture.imageHead());
        linear(false, architecture.imageHead(), architecture.embedding(), MANY);
    }

    /** What {@link ServedPoints} does otherwise than {@link PointNetLite}. */
    private void served() {
        int rows = FEW * PointGroups.SIZE;
        int in = FoldedPoints.INPUTS + 1;
        for (int out : architecture.pointWidths()) {
            add("product", new PlainProducts(1, rows, in, out, false), true, x -> x.get(0).matMul(x.get(1)),
                    new Shape(rows, in), new Shape(in, out));
            add("floored unit rows", new PlainFlooredUnit(rows, out, out * Layers.EPSILON), true,
                    x -> ServedPoints.floored(x.get(0).duplicate(),
                            x.get(0).getManager().create(out * Layers.EPSILON), x.get(1)),
                    new Shape(rows, out), new Shape(out));
            add("largest by pooling", new PlainMaximum(FEW, PointGroups.SIZE, out), true,
                    x -> ServedPoints.largest(x.get(0).duplicate(), FEW), new Shape(rows, out));
            in = out;
        }
    }

    private void tokens() {
        Architecture.Tokens t = architecture.tokens();
        int width = t.width();
        pointTokens(t, width);
        linear(true, ObjectBatch.COLOURS * t.imagePatch() * t.imagePatch(), width, FEW, architecture.imageTokens());
        for (int tokens : new int[] {t.patches() + 2, architecture.imageTokens() + 1}) {
            block(t, tokens);
        }
        linear(false, 2 * width, architecture.embedding(), FEW);
        linear(false, 2 * width, architecture.embedding(), MANY);
    }

    private void pointTokens(Architecture.Tokens t, int width) {
        int in = ObjectBatch.POINT_CHANNELS;
        linear(true, in, PointTokens.FIRST, FEW, t.patches(), t.patchPoints());
        linear(false, PointTokens.FIRST, PointTokens.SECOND, FEW, t.patches(), t.patchPoints());
        int values = FEW * t.patches() * PointTokens.SECOND;
        add("ReLU", PlainElementwise.relu(values), false, x -> Activation.relu(x.get(0)), new Shape(values));
        maximum(FEW * t.patches(), t.patchPoints(), PointTokens.SECOND);
        normRelu(FEW * t.patches(), PointTokens.SECOND);
        linear(false, PointTokens.SECOND, width, FEW, t.patches());
        linear(true, in, PointTokens.SECOND, FEW, t.patches());
        linear(true, SampleEncoder.SIDE_FEATURES, width, FEW);
        linear(true, SampleEncoder.SIDE_FEATURES, width, MANY);
    }

    private void block(Architecture.Tokens t, int tokens) {
        int width = t.width();
        int depth = width / t.heads();
        int count = FEW * t.heads();
        add("layer normalisation", new PlainNorm(FEW * tokens, width, Layers.EPSILON, false), false,
                x -> Layers.norm(x.get(0), x.get(1), x.get(2)), new Shape(FEW, tokens, width), new Shape(width),
                new Shape(width));
        linear(false, width, 3 * width, FEW, tokens);
        add("queries times keys", new PlainProducts(count, tokens, depth, tokens, true), false,
                x -> x.get(0).matMul(x.get(1).transpose(0, 2, 1)), new Shape(count, tokens, depth),
                new Shape(count, tokens, depth));
        add("softmax", new PlainSoftmax(count * tokens, tokens, false), false, x -> x.get(0).softmax(2),
                new Shape(count, tokens, tokens));
        add("attention times values", new PlainProducts(count, tokens, tokens, depth, false), false,
                x -> x.get(0).matMul(x.get(1)), new Shape(count, tokens, tokens), new Shape(count, tokens, depth));
        linear(false, width, width, FEW, tokens);
        linear(false, width, Transformer.GROWTH * width, FEW, tokens);
        int grown = FEW * tokens * Transformer.GROWTH * width;
        add("GELU", PlainElementwise.gelu(grown), false, x -> Activation.gelu(x.get(0)), new Shape(grown));
        linear(false, Transformer.GROWTH * width, width, FEW, tokens);
        maximum(FEW, tokens, width);
    }

    private void scores() {
        int width = architecture.embedding();
        add("unit rows", new PlainUnit(MANY, width), false, x -> Layers.unit(x.get(0)), new Shape(MANY, width));
        for (int rows : new int[] {FEW, MANY}) {
            add("logits", new PlainProducts(1, rows, width, CLASSES, true), false,
                    x -> Layers.linear(x.get(0), x.get(1), null), new Shape(rows, width), new Shape(CLASSES, width));
        }
        add("softmax", new PlainSoftmax(MANY, CLASSES, false), false, x -> x.get(0).softmax(1),
                new Shape(MANY, CLASSES));
    }

    private void losses() {
        int width = architecture.embedding();
        add("similarities", new PlainProducts(1, MANY, width, MANY, true), false,
                x -> x.get(0).matMul(x.get(1).transpose()), new Shape(MANY, width), new Shape(MANY, width));
        for (int columns : new int[] {CLASSES, MANY}) {
            add("logarithm of softmax", new PlainSoftmax(MANY, columns, true), false, x -> x.get(0).logSoftmax(1),
                    new Shape(MANY, columns));
        }
    }

    private void linear(boolean fromInput, int in, int out, long... rows) {
        Shape shape = new Shape(rows);
        add("linear layer", new PlainLinear((int) shape.size(), in, out), fromInput,
                x -> Layers.linear(x.get(0), x.get(1), x.get(2)), shape.add(in), new Shape(out, in), new Shape(out));
    }

    private void convolution(boolean fromInput, int batch, int size, int in, int out) {
        add("convolution", new PlainConvolution(batch, size, in, out, Layers.SIDE, 2), fromInput,
                x -> Layers.halve(x.get(0), x.get(1), x.get(2)), new Shape(batch, size, size, in),
                new Shape(out, Layers.SIDE, Layers.SIDE, in), new Shape(out));
    }

    private void normRelu(int rows, long... shape) {
        Shape of = new Shape(shape);
        add("layer normalisation and ReLU", new PlainNorm(rows, (int) of.size(), Layers.EPSILON, true), false,
                // The layer closes what it is given.
                x -> Layers.normRelu(x.get(0).reshape(x.get(0).getShape()), x.get(1), x.get(2)),
                new Shape(rows).addAll(of), of, of);
    }

    private void maximum(int outer, int parts, int width) {
        add("maximum", new PlainMaximum(outer, parts, width), false, x -> x.get(0).max(new int[] {1}),
                new Shape(outer, parts, width));
    }

    private void add(String name, PlainOperation plain, boolean fromInput, Function<NDList, NDArray> natively,
            Shape... shapes) {
        if (all.stream().noneMatch(a -> a.name().equals(name) && a.shapes().equals(List.of(shapes)))) {
            all.add(new CheckedOperation(name, plain, List.of(shapes), fromInput, natively));
        }
    }
}
