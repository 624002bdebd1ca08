package dev.understudy.learning.teacher;

import dev.understudy.perception.camera.RgbImage;

/** Stretches a part of an image onto a square, bilinear, as planes a network reads. */
final class ImageInput {

    private ImageInput() {
    }

    /**
     * Fills three planes of {@code size * size}.
     *
     * @param box left, top, right, bottom in pixels, within the image
     * @param order source channel of each plane, e.g. {2, 1, 0} for blue first
     * @param mean subtracted from values in [0, 1], per plane
     * @param deviation divided by afterwards
     */
    static void fill(RgbImage image, float[] box, int size, int[] order, float[] mean, float[] deviation, float[] into,
            int at) {
        float scaleX = (box[2] - box[0]) / size;
        float scaleY = (box[3] - box[1]) / size;
        for (int y = 0; y < size; y++) {
            float sy = clamp(box[1] + (y + 0.5f) * scaleY - 0.5f, image.height() - 1);
            int y0 = (int) sy;
            int y1 = Math.min(y0 + 1, image.height() - 1);
            for (int x = 0; x < size; x++) {
                float sx = clamp(box[0] + (x + 0.5f) * scaleX - 0.5f, image.width() - 1);
                int x0 = (int) sx;
                int x1 = Math.min(x0 + 1, image.width() - 1);
                for (int ch = 0; ch < 3; ch++) {
                    float upper = mix(value(image, x0, y0, order[ch]), value(image, x1, y0, order[ch]), sx - x0);
                    float lower = mix(value(image, x0, y1, order[ch]), value(image, x1, y1, order[ch]), sx - x0);
                    into[at + ch * size * size + y * size + x] =
                            (mix(upper, lower, sy - y0) / 255 - mean[ch]) / deviation[ch];
                }
            }
        }
    }

    private static float clamp(float value, int highest) {
        return Math.max(0, Math.min(highest, value));
    }

    private static float mix(float a, float b, float share) {
        return a + share * (b - a);
    }

    private static float value(RgbImage image, int x, int y, int channel) {
        return image.rgb()[3 * (y * image.width() + x) + channel] & 0xff;
    }
}
