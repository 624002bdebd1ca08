package dev.understudy.learning.maths;

import java.util.List;

/** The largest over the middle axis of [outer, parts, width]. Keeps where they are in what it was last prepared for. */
public final class PlainMaximum implements PlainOperation {

    private final int outer;
    private final int parts;
    private final int width;
    private final int[] largest;

    public PlainMaximum(int outer, int parts, int width) {
        this.outer = outer;
        this.parts = parts;
        this.width = width;
        this.largest = new int[outer * width];
    }

    @Override
    public List<Operand> operands() {
        return List.of(new Operand("input", outer * parts * width, 1));
    }

    @Override
    public int outputs() {
        return largest.length;
    }

    @Override
    public long cost() {
        return 1;
    }

    @Override
    public void prepare(float[][] of, float[] g) {
        for (int at = 0; at < largest.length; at++) {
            int first = at / width * parts * width + at % width;
            largest[at] = first;
            for (int i = first; i < first + parts * width; i += width) {
                largest[at] = of[0][i] > of[0][largest[at]] ? i : largest[at];
            }
        }
    }

    @Override
    public double output(float[][] of, int at) {
        return of[0][largest[at]];
    }

    @Override
    public double gradient(float[][] of, float[] g, int operand, int at) {
        int out = at / (parts * width) * width + at % width;
        return largest[out] == at ? g[out] : 0;
    }
}
