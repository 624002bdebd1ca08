package dev.understudy.learning.train;

/**
 * Half the bytes for a crop: full-resolution luma, chroma at half resolution, each as differences to the left
 * neighbour, which gzip likes. Integer arithmetic only, so a packed crop unpacks alike everywhere.
 */
final class CropPacking {

    private CropPacking() {
    }

    /** Packs RGB rows of an even width and height. */
    static byte[] pack(byte[] rgb, int width, int height) {
        int pixels = width * height;
        int[] planes = new int[pixels + pixels / 2];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = 3 * (y * width + x);
                int r = rgb[at] & 0xff;
                int g = rgb[at + 1] & 0xff;
                int b = rgb[at + 2] & 0xff;
                int luma = (r + 2 * g + b) / 4;
                planes[y * width + x] = luma;
                int chroma = pixels + y / 2 * (width / 2) + x / 2;
                planes[chroma] += (r - luma) / 2;
                planes[chroma + pixels / 4] += (b - luma) / 2;
            }
        }
        byte[] out = new byte[planes.length];
        int left = 0;
        for (int i = 0; i < planes.length; i++) {
            int value = i < pixels ? planes[i] : Math.round(planes[i] / 4f);
            out[i] = (byte) (value - left);
            left = value;
        }
        return out;
    }

    /** RGB rows of what {@link #pack} made. */
    static byte[] unpack(byte[] packed, int width, int height) {
        int pixels = width * height;
        int[] planes = new int[packed.length];
        int left = 0;
        for (int i = 0; i < packed.length; i++) {
            left = i < pixels ? left + packed[i] & 0xff : (byte) (left + packed[i]);
            planes[i] = left;
        }
        byte[] rgb = new byte[3 * pixels];
        for (int i = 0; i < pixels; i++) {
            int chroma = pixels + i / width / 2 * (width / 2) + i % width / 2;
            int luma = planes[i];
            int r = luma + 2 * planes[chroma];
            int b = luma + 2 * planes[chroma + pixels / 4];
            rgb[3 * i] = clamp(r);
            rgb[3 * i + 1] = clamp((4 * luma - r - b) / 2);
            rgb[3 * i + 2] = clamp(b);
        }
        return rgb;
    }

    private static byte clamp(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }
}
