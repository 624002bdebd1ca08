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
    // One row or column while it is blurred.
    private final float[] line;

    Film(LensParameters lens, LightParameters light) {
        this.lens = lens;
        this.light = light;
        for (int i = 0; i < GAMMA_STEPS; i++) {
            gamma[i] = (byte) Math.round(255 * StrictMath.pow(i / (GAMMA_STEPS - 1.0), 1 / GAMMA));
        }
        kernel = kernel(lens.blur());
        line = new float[Math.max(lens.width(), lens.height())];
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
            out[3 * i] = tone(grey + colour * (b - grey), grain * noise.normal());
            out[3 * i + 1] = tone(grey + colour * (g - grey), grain * noise.normal());
            out[3 * i + 2] = tone(grey + colour * (r - grey), grain * noise.normal());
        }
    }

    /** Shot noise grows with the square root of light, read noise does not. */
    private byte tone(float v, float grain) {
        float lit = v + grain * (0.3f + (float) Math.sqrt(Math.max(0, v)));
        int i = (int) (lit * (GAMMA_STEPS - 1));
        return gamma[Math.max(0, Math.min(GAMMA_STEPS - 1, i))];
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

    private void blur(float[] plane) {
        int w = lens.width();
        int h = lens.height();
        for (int y = 0; y < h; y++) {
            blurLine(plane, y * w, 1, w);
        }
        for (int x = 0; x < w; x++) {
            blurLine(plane, x, w, h);
        }
    }

    private void blurLine(float[] plane, int start, int step, int n) {
        for (int i = 0; i < n; i++) {
            line[i] = plane[start + i * step];
        }
        int radius = kernel.length - 1;
        for (int i = 0; i < n; i++) {
            float sum = kernel[0] * line[i];
            for (int k = 1; k <= radius; k++) {
                sum += kernel[k] * (line[Math.max(0, i - k)] + line[Math.min(n - 1, i + k)]);
            }
            plane[start + i * step] = sum;
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
