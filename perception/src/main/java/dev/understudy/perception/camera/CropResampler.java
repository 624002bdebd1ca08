package dev.understudy.perception.camera;

import java.util.Arrays;

/**
 * Resamples a square region of an image to a fixed size: bilinear where it enlarges; where it shrinks, the same
 * triangle widened to the step between samples, so that nothing aliases. Pixels beyond the border repeat it. Separable:
 * rows first, then columns. Keeps buffers; not thread-safe.
 */
final class CropResampler {

    private static final int CHANNELS = 3;

    private final int size;
    private final byte[] out;
    private final AxisWeights across;
    private final AxisWeights down;
    // One source row squeezed to the crop's width, and the running sums of the crop's rows.
    private final float[] row;
    private final float[] sums;

    CropResampler(int size) {
        this.size = size;
        out = new byte[size * size * CHANNELS];
        across = new AxisWeights(size);
        down = new AxisWeights(size);
        row = new float[size * CHANNELS];
        sums = new float[size * size * CHANNELS];
    }

    /** The region [left, left + side] x [top, top + side] in pixels, pixel centres at whole numbers; reused bytes. */
    byte[] resample(RgbImage image, double left, double top, double side) {
        across.prepare(left, side, image.width());
        down.prepare(top, side, image.height());
        Arrays.fill(sums, 0);
        for (int y = down.first(0); y <= down.last(size - 1); y++) {
            squeezeRow(image, y);
            for (int i = 0; i < size; i++) {
                if (y >= down.first(i) && y <= down.last(i)) {
                    float weight = down.weight(i, y);
                    int at = i * size * CHANNELS;
                    for (int k = 0; k < row.length; k++) {
                        sums[at + k] += weight * row[k];
                    }
                }
            }
        }
        for (int k = 0; k < out.length; k++) {
            out[k] = (byte) Math.max(0, Math.min(255, Math.round(sums[k])));
        }
        return out;
    }

    private void squeezeRow(RgbImage image, int y) {
        byte[] rgb = image.rgb();
        int base = y * image.width() * CHANNELS;
        for (int i = 0; i < size; i++) {
            float r = 0;
            float g = 0;
            float b = 0;
            for (int x = across.first(i); x <= across.last(i); x++) {
                float weight = across.weight(i, x);
                int at = base + x * CHANNELS;
                r += weight * (rgb[at] & 0xFF);
                g += weight * (rgb[at + 1] & 0xFF);
                b += weight * (rgb[at + 2] & 0xFF);
            }
            row[i * CHANNELS] = r;
            row[i * CHANNELS + 1] = g;
            row[i * CHANNELS + 2] = b;
        }
    }

    /** Which source pixels make up each sample along one axis, and their weights, which sum to 1. */
    private static final class AxisWeights {

        private final int[] first;
        private final int[] last;
        // Weights of all samples one after another; sample i starts at offset[i].
        private final int[] offset;
        private float[] weights = new float[64];

        AxisWeights(int size) {
            first = new int[size];
            last = new int[size];
            offset = new int[size];
        }

        void prepare(double start, double span, int length) {
            int size = first.length;
            double step = span / size;
            double reach = Math.max(1, step);
            int used = 0;
            for (int i = 0; i < size; i++) {
                double centre = start + (i + 0.5) * step;
                int low = (int) Math.ceil(centre - reach);
                int high = (int) Math.floor(centre + reach);
                first[i] = clamp(low, length);
                last[i] = clamp(high, length);
                offset[i] = used;
                int count = last[i] - first[i] + 1;
                if (used + count > weights.length) {
                    weights = Arrays.copyOf(weights, Math.max(used + count, 2 * weights.length));
                }
                Arrays.fill(weights, used, used + count, 0);
                float sum = 0;
                for (int x = low; x <= high; x++) {
                    float weight = (float) (1 - Math.abs(x - centre) / reach);
                    weights[used + clamp(x, length) - first[i]] += weight;
                    sum += weight;
                }
                for (int k = used; k < used + count; k++) {
                    weights[k] /= sum;
                }
                used += count;
            }
        }

        int first(int i) {
            return first[i];
        }

        int last(int i) {
            return last[i];
        }

        float weight(int i, int x) {
            return weights[offset[i] + x - first[i]];
        }

        private static int clamp(int x, int length) {
            return Math.max(0, Math.min(length - 1, x));
        }
    }
}
