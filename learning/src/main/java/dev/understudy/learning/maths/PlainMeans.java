package dev.understudy.learning.maths;

import java.util.List;

/** Means of square cells of images [batch, size, size, channels]. */
public record PlainMeans(int batch, int size, int channels, int cell) implements PlainOperation {

    @Override
    public List<Operand> operands() {
        return List.of(new Operand("input", batch * size * size * channels, 1));
    }

    @Override
    public int outputs() {
        return batch * (size / cell) * (size / cell) * channels;
    }

    @Override
    public long cost() {
        return (long) cell * cell;
    }

    @Override
    public double output(float[][] of, int at) {
        int cells = size / cell;
        int row = at / channels / cells % cells * cell;
        int column = at / channels % cells * cell;
        int image = at / channels / cells / cells;
        double sum = 0;
        for (int r = row; r < row + cell; r++) {
            for (int c = column; c < column + cell; c++) {
                sum += of[0][((image * size + r) * size + c) * channels + at % channels];
            }
        }
        return sum / cell / cell;
    }

    @Override
    public double gradient(float[][] of, float[] g, int operand, int at) {
        int cells = size / cell;
        int row = at / channels / size % size / cell;
        int column = at / channels % size / cell;
        int image = at / channels / size / size;
        return row >= cells || column >= cells ? 0
                : (double) g[((image * cells + row) * cells + column) * channels + at % channels] / cell / cell;
    }
}
