package dev.understudy.replay.sensor;

import dev.understudy.replay.log.MessageException;

/** Tells an image's encoding by its first bytes: what senders state varies ({@code rgb8; jpeg compressed bgr8}). */
final class EncodedImages {

    private EncodedImages() {
    }

    /** {@code jpeg} or {@code png}. */
    static String format(byte[] data, String stated) {
        if (data.length > 2 && (data[0] & 0xFF) == 0xFF && (data[1] & 0xFF) == 0xD8) {
            return "jpeg";
        }
        if (data.length > 4 && (data[0] & 0xFF) == 0x89 && data[1] == 'P' && data[2] == 'N' && data[3] == 'G') {
            return "png";
        }
        throw new MessageException("the image's " + data.length + " bytes are neither JPEG nor PNG (stated format: '"
                + stated + "')");
    }
}
