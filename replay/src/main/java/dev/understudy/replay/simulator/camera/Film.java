package dev.understudy.replay.simulator.camera;

import dev.understudy.replay.simulator.rays.Noise;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/** From linear light to the pixels of an 8-bit image: streaks of rain, blur, exposure, noise, gamma. */
final class Film {

    private static final int GAMMA_STEPS = 4096;
    private static final double GAMMA = 2.2;
    private static final float STREAK = 0.12f;

    private final LensParameters lens;
    private final LightParameters light;
    private final byte[] gamma = new byte[GAMMA_STEPS];
    private final float[] kernel;
    // The plane in hand, blurred along its rows.
    private final float[] scratch;

    Film(LensParameters lens, LightParameters light) {
        this.lens = lens;
        this.light = light;
        for (int i = 0; i < GAMMA_STEPS; i++) {
            gamma[i] = (byte) Math.round(255 * StrictMath.pow(i / (GAMMA_STEPS - 1.0), 1 / GAMMA));
        }
        kernel = kernel(lens.blur());
        scratch = new float[lens.width() * lens.height()];
    }

    /** Develops the planes, which are used as scratch. */
    void develop(float[][] planes, double exposure, Noise noise, BufferedImage into) {
        if (light.streaks() > 0) {
            streaks(planes, noise);
        }
        if (kernel.length > 1) {
            for (float[] plane : planes) {
                blur(plane);
            }
        }
        byte[] out = ((DataBufferByte) into.getRaster().getDataBuffer()).getData();
        float red = (float) (exposure * Math.sqrt(light.warmth()));
        float blue = (float) (exposure / Math.sqrt(light.warmth()));
        float grain = (float) lens.noise();
        float colour = (float) light.saturation();
        for (int i = 0; i < planes[0].length; i++) {
            float r = planes[0][i] * red;
            float g = planes[1][i] * (float) exposure;
            float b = planes[2][i] * blue;
            float grey = 0.3f * r + 0.59f * g + 0.11f * b;
            long bits = noise.next();
            // Shot noise grows with the square root of light, read noise does not.
            float amount = grain * (0.3f + (float) Math.sqrt(Math.max(0, grey)));
            if (lens.thermal()) {
                byte hot = (byte) ~tone(grey + amount * Noise.normal(bits, 0));
                out[3 * i] = hot;
                out[3 * i + 1] = hot;
                out[3 * i + 2] = hot;
                continue;
            }
            out[3 * i] = tone(grey + colour * (b - grey) + amount * Noise.normal(bits, 0));
            out[3 * i + 1] = tone(grey + colour * (g - grey) + amount * Noise.normal(bits, 1));
            out[3 * i + 2] = tone(grey + colour * (r - grey) + amount * Noise.normal(bits, 2));
        }
    }

    private byte tone(float v) {
        return gamma[Math.max(0, Math.min(GAMMA_STEPS - 1, (int) (v * (GAMMA_STEPS - 1))))];
    }

    private void streaks(float[][] planes, Noise noise) {
        int w = lens.width();
        int h = lens.height();
        int count = (int) (light.streaks() * w);
        for (int s = 0; s < count; s++) {
            int x = (int) (noise.uniform() * w);
            int y = (int) (noise.uniform() * h);
            int length = (int) ((0.05f + 0.2f * noise.uniform()) * h);
            for (int k = 0; k < length && y + k < h; k++) {
                for (float[] plane : planes) {
                    plane[(y + k) * w + x] += STREAK * (float) light.hazeLevel();
                }
            }
        }
    }

    /** Separable blur; outside of the image its edge goes on. */
    private void blur(float[] plane) {
        int w = lens.width();
        int h = lens.height();
        for (int y = 0; y < h; y++) {
            blurRow(plane, y * w, w);
        }
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                plane[y * w + x] = kernel[0] * scratch[y * w + x];
            }
            for (int k = 1; k < kernel.length; k++) {
                add(plane, y * w, kernel[k], Math.max(0, y - k) * w, Math.min(h - 1, y + k) * w, w);
            }
        }
    }

    private void blurRow(float[] plane, int start, int w) {
        int radius = kernel.length - 1;
        for (int x = 0; x < w; x++) {
            scratch[start + x] = kernel[0] * plane[start + x];
        }
        for (int k = 1; k <= radius; k++) {
            float weight = kernel[k];
            for (int x = k; x < w - k; x++) {
                scratch[start + x] += weight * (plane[start + x - k] + plane[start + x + k]);
            }
            for (int x = 0; x < k; x++) {
                scratch[start + x] += weight * (plane[start] + plane[start + x + k]);
                int e = w - 1 - x;
                scratch[start + e] += weight * (plane[start + e - k] + plane[start + w - 1]);
            }
        }
    }

    /** Adds two weighted rows of the scratch to a row of the plane. */
    private void add(float[] plane, int row, float weight, int above, int below, int w) {
        for (int x = 0; x < w; x++) {
            plane[row + x] += weight * (scratch[above + x] + scratch[below + x]);
        }
    }

    /** Half of a normalised Gaussian kernel, centre first. */
    private static float[] kernel(double sigma) {
        int radius = (int) Math.ceil(1.5 * sigma);
        float[] k = new float[radius + 1];
        double sum = 0;
        for (int i = 0; i <= radius; i++) {
            k[i] = sigma == 0 ? 1 : (float) StrictMath.exp(-i * i / (2 * sigma * sigma));
            sum += i == 0 ? k[i] : 2 * k[i];
        }
        for (int i = 0; i <= radius; i++) {
            k[i] /= (float) sum;
        }
        return k;
    }
}
