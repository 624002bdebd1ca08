package dev.understudy.replay.doctor;

import dev.understudy.perception.camera.RgbImage;

/** How strongly brightness changes around each pixel, spread a little so that near misses count. */
final class EdgeStrength {

    /** Pixels to either side that an edge is spread over. */
    private static final int SPREAD = 3;
    /** Edges above this are cut: one lamp must not outweigh a car. */
    private static final int CAP = 96;

    private EdgeStrength() {
    }

    /** Changes from left to right: one number per pixel, row-major. */
    static int[] horizontal(RgbImage image) {
        return spread(image, 1);
    }

    /** Changes from top to bottom. */
    static int[] vertical(RgbImage image) {
        return spread(image, image.width());
    }

    private static int[] spread(RgbImage image, int stride) {
        int[] change = new int[image.width() * image.height()];
        for (int at = stride; at < change.length - stride; at++) {
            change[at] = Math.min(CAP, Math.abs(grey(image.rgb(), at + stride) - grey(image.rgb(), at - stride)));
        }
        int[] out = new int[change.length];
        for (int at = SPREAD * stride; at < change.length - SPREAD * stride; at++) {
            int strongest = 0;
            for (int k = -SPREAD; k <= SPREAD; k++) {
                strongest = Math.max(strongest, change[at + k * stride] * (SPREAD + 1 - Math.abs(k)));
            }
            out[at] = strongest;
        }
        return out;
    }

    private static int grey(byte[] rgb, int pixel) {
        int at = 3 * pixel;
        return ((rgb[at] & 0xFF) + 2 * (rgb[at + 1] & 0xFF) + (rgb[at + 2] & 0xFF)) / 4;
    }
}
