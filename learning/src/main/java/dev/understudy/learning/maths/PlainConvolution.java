package dev.understudy.learning.maths;

import java.util.List;

/**
 * Convolution of square images [batch, size, size, in] with kernels [out, side, side, in] and a bias, padded by half a
 * kernel, to [batch, size / stride, size / stride, out].
 */
public record PlainConvolution(int batch, int size, int in, int out, int side, int stride) implements PlainOperation {

    @Override
    public List<Operand> operands() {
        return List.of(new Operand("input", batch * size * size * in, (long) out * side * side / stride / stride + 1),
                new Operand("weight", out * side * side * in, (long) batch * outSize() * outSize()),
                new Operand("bias", out, (long) batch * outSize() * outSize()));
    }

    private int outSize() {
        return (size + 2 * (side / 2) - side) / stride + 1;
    }

    @Override
    public int outputs() {
        return batch * outSize() * outSize() * out;
    }

    @Override
    public long cost() {
        return (long) side * side * in;
    }

    @Override
    public double output(float[][] of, int at) {
        int o = at % out;
        int column = at / out % outSize();
        int row = at / out / outSize() % outSize();
        int image = at / out / outSize() / outSize();
        double sum = of[2][o];
        for (int p = 0; p < side; p++) {
            for (int q = 0; q < side; q++) {
                int pixel = pixel(image, row * stride + p - side / 2, column * stride + q - side / 2);
                for (int c = 0; pixel >= 0 && c < in; c++) {
                    sum += (double) of[0][pixel + c] * of[1][((o * side + p) * side + q) * in + c];
                }
            }
        }
        return sum;
    }

    /** Where a pixel's channels begin; -1 in the padding. */
    private int pixel(int image, int row, int column) {
        return row < 0 || row >= size || column < 0 || column >= size ? -1
                : ((image * size + row) * size + column) * in;
    }

    @Override
    public double gradient(float[][] of, float[] g, int operand, int at) {
        return switch (operand) {
            case 0 -> ofInput(of[1], g, at);
            case 1 -> ofWeight(of[0], g, at);
            default -> ofBias(g, at);
        };
    }

    private double ofInput(float[] weight, float[] g, int at) {
        int c = at % in;
        int column = at / in % size;
        int row = at / in / size % size;
        int image = at / in / size / size;
        double sum = 0;
        for (int p = 0; p < side; p++) {
            for (int q = 0; q < side; q++) {
                int from = outPixel(image, row + side / 2 - p, column + side / 2 - q);
                for (int o = 0; from >= 0 && o < out; o++) {
                    sum += (double) g[from + o] * weight[((o * side + p) * side + q) * in + c];
                }
            }
        }
        return sum;
    }

    /** Where the channels of the output pixel begin whose window starts at a padded place; -1 when there is none. */
    private int outPixel(int image, int row, int column) {
        int r = row / stride;
        int s = column / stride;
        return row < 0 || column < 0 || row % stride != 0 || column % stride != 0 || r >= outSize() || s >= outSize()
                ? -1 : ((image * outSize() + r) * outSize() + s) * out;
    }

    private double ofWeight(float[] x, float[] g, int at) {
        int c = at % in;
        int q = at / in % side;
        int p = at / in / side % side;
        int o = at / in / side / side;
        double sum = 0;
        for (int image = 0; image < batch; image++) {
            for (int row = 0; row < outSize(); row++) {
                for (int column = 0; column < outSize(); column++) {
                    int pixel = pixel(image, row * stride + p - side / 2, column * stride + q - side / 2);
                    if (pixel >= 0) {
                        sum += (double) x[pixel + c] * g[((image * outSize() + row) * outSize() + column) * out + o];
                    }
                }
            }
        }
        return sum;
    }

    private double ofBias(float[] g, int o) {
        double sum = 0;
        for (int at = o; at < g.length; at += out) {
            sum += g[at];
        }
        return sum;
    }
}
