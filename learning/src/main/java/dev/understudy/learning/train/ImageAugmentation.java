package dev.understudy.learning.train;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Random resized crop, mirror, colour, blur, noise and cut-out on a normalised 3 x S x S crop. */
final class ImageAugmentation {

    private static final double SMALLEST_SIDE = 0.7; // of the crop's own side
    private static final double GAIN_DEVIATION = 0.2; // per channel
    private static final double SHIFT_DEVIATION = 0.2; // per channel, in deviations of the crop
    private static final double REPAINT_CHANCE = 0.6;
    private static final double BLUR_CHANCE = 0.3;
    private static final double LARGEST_NOISE = 0.4; // deviations of the crop
    private static final double CUT_OUT_CHANCE = 0.5;
    private static final double LARGEST_CUT_OUT = 0.45; // of the side

    private final double strength;

    ImageAugmentation(double strength) {
        this.strength = strength;
    }

    float[] apply(float[] image, boolean mirror, SplittableRandom random) {
        int size = (int) Math.sqrt(image.length / 3.0);
        float[] out = resizedCrop(image, size, mirror, random);
        if (random.nextDouble() < strength * BLUR_CHANCE) {
            out = blur(out, size);
        }
        if (random.nextDouble() < strength * REPAINT_CHANCE) {
            repaint(out, random);
        }
        colour(out, size, random);
        if (random.nextDouble() < strength * CUT_OUT_CHANCE) {
            cutOut(out, size, random);
        }
        standardise(out);
        return out;
    }

    private float[] resizedCrop(float[] image, int size, boolean mirror, SplittableRandom random) {
        double w = size * (1 - strength * (1 - SMALLEST_SIDE) * random.nextDouble());
        double h = size * (1 - strength * (1 - SMALLEST_SIDE) * random.nextDouble());
        double left = (size - w) * random.nextDouble();
        double top = (size - h) * random.nextDouble();
        float[] out = new float[image.length];
        for (int y = 0; y < size; y++) {
            double sy = Math.min(size - 1.0, Math.max(0, top + (y + 0.5) * h / size - 0.5));
            for (int x = 0; x < size; x++) {
                double sx = Math.min(size - 1.0, Math.max(0, left + (x + 0.5) * w / size - 0.5));
                int to = y * size + (mirror ? size - 1 - x : x);
                sample(image, size, sx, sy, out, to);
            }
        }
        return out;
    }

    private static void sample(float[] image, int size, double sx, double sy, float[] out, int to) {
        int x0 = Math.min(size - 2, (int) sx);
        int y0 = Math.min(size - 2, (int) sy);
        float fx = (float) (sx - x0);
        float fy = (float) (sy - y0);
        int plane = size * size;
        for (int ch = 0; ch < 3; ch++) {
            int at = ch * plane + y0 * size + x0;
            float upper = image[at] * (1 - fx) + image[at + 1] * fx;
            float lower = image[at + size] * (1 - fx) + image[at + size + 1] * fx;
            out[ch * plane + to] = upper * (1 - fy) + lower * fy;
        }
    }

    private static float[] blur(float[] image, int size) {
        float[] out = new float[image.length];
        for (int ch = 0; ch < 3; ch++) {
            int plane = ch * size * size;
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    float sum = 0;
                    for (int dy = -1; dy <= 1; dy++) {
                        int row = plane + Math.min(size - 1, Math.max(0, y + dy)) * size;
                        for (int dx = -1; dx <= 1; dx++) {
                            sum += image[row + Math.min(size - 1, Math.max(0, x + dx))];
                        }
                    }
                    out[plane + y * size + x] = sum / 9;
                }
            }
        }
        return out;
    }

    private void colour(float[] image, int size, SplittableRandom random) {
        double noise = strength * LARGEST_NOISE * random.nextDouble();
        int plane = size * size;
        for (int ch = 0; ch < 3; ch++) {
            float gain = (float) (1 + strength * GAIN_DEVIATION * random.nextGaussian());
            float shift = (float) (strength * SHIFT_DEVIATION * random.nextGaussian());
            for (int i = ch * plane; i < (ch + 1) * plane; i++) {
                image[i] = gain * image[i] + shift + (float) (noise * random.nextGaussian());
            }
        }
    }

    /** Paint says little about a class: mixes the planes, or takes the colour away altogether. */
    private static void repaint(float[] image, SplittableRandom random) {
        int plane = image.length / 3;
        int turn = random.nextInt(4);
        for (int i = 0; i < plane; i++) {
            float r = image[i];
            float g = image[plane + i];
            float b = image[2 * plane + i];
            float grey = (r + g + b) / 3;
            image[i] = turn == 0 ? grey : turn == 1 ? g : turn == 2 ? b : g;
            image[plane + i] = turn == 0 ? grey : turn == 1 ? b : turn == 2 ? r : r;
            image[2 * plane + i] = turn == 0 ? grey : turn == 1 ? r : turn == 2 ? g : b;
        }
    }

    private static void cutOut(float[] image, int size, SplittableRandom random) {
        int w = (int) (size * LARGEST_CUT_OUT * random.nextDouble());
        int h = (int) (size * LARGEST_CUT_OUT * random.nextDouble());
        int left = random.nextInt(size - w + 1);
        int top = random.nextInt(size - h + 1);
        for (int ch = 0; ch < 3; ch++) {
            for (int y = top; y < top + h; y++) {
                int row = ch * size * size + y * size;
                Arrays.fill(image, row + left, row + left + w, 0f);
            }
        }
    }

    private static void standardise(float[] image) {
        double sum = 0;
        double squares = 0;
        for (float v : image) {
            sum += v;
            squares += (double) v * v;
        }
        double mean = sum / image.length;
        double deviation = Math.sqrt(Math.max(1e-4, squares / image.length - mean * mean));
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) ((image[i] - mean) / deviation);
        }
    }
}
