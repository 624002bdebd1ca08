package dev.understudy.learning.model;

import dev.understudy.learning.checkpoint.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The point branch's weights, rewritten once so that a frame costs fewer passes over its points; the function stays the
 * same but for rounding. With N outputs to a layer:
 * <ul>
 * <li>The mean that LayerNorm takes away is linear, so it is taken from the weights instead.
 * <li>Of the first layer, the deviation too is known before the layer runs: the square root of a quadratic form of its
 * six inputs. Whoever divides the inputs by it has normalised the outputs, see {@link PackedPoints}.
 * <li>With v = y / sqrt(|y|^2 + N epsilon) and a gain g = |scale| sqrt(N), relu(scale v sqrt(N) + shift) is
 * g max(v, -shift / g) + shift, where rows of y take the sign of their scale. The gain and what is added go into the
 * weights and the bias of the next layer, and a maximum remains.
 * <li>The last bias is the same for every point, and is added after pooling.
 * </ul>
 *
 * @param tensors by the branch's names: {@code shared0/weight} [8, N] for a point over its deviation, 1 over the
 *     deviation, and 1; {@code sharedI/weight} [in, N], {@code bias}, {@code floor} and {@code epsilon} [1] of the
 *     layers between; {@code weight} [in, N] and {@code bias} of the last. All others as they were
 * @param variance of the first layer's outputs, a form of the six inputs and 1: [7][7]
 */
record FoldedPoints(Map<String, Tensor> tensors, double[][] variance) {

    /** Inputs of a point: six channels and the 1 that carries the bias. */
    static final int INPUTS = ObjectBatch.POINT_CHANNELS + 1;

    /** A scale nearer to zero than this counts as this: its outputs are within 1e-7 of their shift. */
    private static final double LEAST_SCALE = 1e-8;

    /** Folds the tensors of a network with at least two shared layers. */
    static FoldedPoints of(Architecture architecture, Map<String, Tensor> tensors) {
        Map<String, Tensor> folded = new TreeMap<>(tensors);
        int last = architecture.pointWidths().size() - 1;
        double[][] variance = first(tensors, folded);
        int width = architecture.pointWidths().get(0);
        double[] gain = new double[width];
        double[] added = new double[width];
        Arrays.fill(gain, 1);
        for (int i = 1; i <= last; i++) {
            String name = PointNetLite.shared(i);
            double[][] layer = layer(tensors, name, gain, added);
            if (i < last) {
                centre(layer);
                Norm norm = Norm.of(tensors, name);
                gain = norm.gain();
                added = norm.shift();
                norm.turn(layer);
                folded.put(name + "/floor", norm.floor());
                folded.put(name + "/epsilon", new Tensor(new long[] {1}, new float[] {gain.length * Layers.EPSILON}));
            }
            folded.put(name + "/weight", transposed(layer, layer[0].length - 1));
            folded.put(name + "/bias", lastColumn(layer));
        }
        return new FoldedPoints(folded, variance);
    }

    /** Scale and shift of a normalisation of N values. */
    private record Norm(double[] scale, double[] shift) {

        static Norm of(Map<String, Tensor> tensors, String name) {
            return new Norm(doubles(need(tensors, name + "/scale")), doubles(need(tensors, name + "/shift")));
        }

        double[] gain() {
            double[] gain = new double[scale.length];
            for (int o = 0; o < gain.length; o++) {
                gain[o] = Math.max(LEAST_SCALE, Math.abs(scale[o])) * Math.sqrt(gain.length);
            }
            return gain;
        }

        Tensor floor() {
            double[] gain = gain();
            float[] floor = new float[gain.length];
            for (int o = 0; o < floor.length; o++) {
                floor[o] = (float) (-shift[o] / gain[o]);
            }
            return new Tensor(new long[] {floor.length}, floor);
        }

        void turn(double[][] layer) {
            for (int o = 0; o < layer.length; o++) {
                for (int j = 0; scale[o] < 0 && j < layer[o].length; j++) {
                    layer[o][j] = -layer[o][j];
                }
            }
        }
    }

    private static double[][] first(Map<String, Tensor> tensors, Map<String, Tensor> folded) {
        String name = PointNetLite.shared(0);
        double[] one = {1, 1, 1, 1, 1, 1};
        double[][] layer = layer(tensors, name, one, new double[one.length]);
        centre(layer);
        double[][] variance = new double[INPUTS][INPUTS];
        Norm norm = Norm.of(tensors, name);
        double[][] scaled = new double[layer.length][INPUTS + 1];
        for (int o = 0; o < layer.length; o++) {
            for (int a = 0; a < INPUTS; a++) {
                for (int b = 0; b < INPUTS; b++) {
                    variance[a][b] += layer[o][a] * layer[o][b] / layer.length;
                }
                scaled[o][a] = norm.scale[o] * layer[o][a];
            }
            scaled[o][INPUTS] = norm.shift[o];
        }
        folded.put(name + "/weight", transposed(scaled, INPUTS + 1));
        return variance;
    }

    /** Weights and, in the last column, bias, for inputs that still lack their gain and what is added to them. */
    private static double[][] layer(Map<String, Tensor> tensors, String name, double[] gain, double[] added) {
        float[] bias = need(tensors, name + "/bias").data();
        float[] weight = need(tensors, name + "/weight").data();
        int in = gain.length;
        if (weight.length != bias.length * in) {
            throw new IllegalArgumentException("checkpoint's tensor '" + name + "/weight' has " + weight.length
                    + " values, not " + bias.length + " x " + in);
        }
        double[][] layer = new double[bias.length][in + 1];
        for (int o = 0; o < bias.length; o++) {
            layer[o][in] = bias[o];
            for (int j = 0; j < in; j++) {
                layer[o][j] = weight[o * in + j] * gain[j];
                layer[o][in] += weight[o * in + j] * added[j];
            }
        }
        return layer;
    }

    /** Takes from every column its mean. */
    private static void centre(double[][] layer) {
        for (int j = 0; j < layer[0].length; j++) {
            double sum = 0;
            for (double[] row : layer) {
                sum += row[j];
            }
            for (double[] row : layer) {
                row[j] -= sum / layer.length;
            }
        }
    }

    private static Tensor transposed(double[][] layer, int columns) {
        float[] data = new float[columns * layer.length];
        for (int j = 0; j < columns; j++) {
            for (int o = 0; o < layer.length; o++) {
                data[j * layer.length + o] = (float) layer[o][j];
            }
        }
        return new Tensor(new long[] {columns, layer.length}, data);
    }

    private static Tensor lastColumn(double[][] layer) {
        float[] data = new float[layer.length];
        for (int o = 0; o < data.length; o++) {
            data[o] = (float) layer[o][layer[o].length - 1];
        }
        return new Tensor(new long[] {data.length}, data);
    }

    private static double[] doubles(Tensor tensor) {
        double[] out = new double[tensor.data().length];
        for (int i = 0; i < out.length; i++) {
            out[i] = tensor.data()[i];
        }
        return out;
    }

    static Tensor need(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("checkpoint lacks tensor '" + name + "'");
        }
        return tensor;
    }
}
