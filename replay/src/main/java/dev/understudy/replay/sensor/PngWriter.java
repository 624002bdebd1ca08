package dev.understudy.replay.sensor;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes 8-bit PNGs quickly (W3C PNG, third edition): each row as differences to the left, lightest compression. */
final class PngWriter {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int FILTER_SUB = 1;

    private PngWriter() {
    }

    /** @param pixels rows of RGB or grey bytes, without padding */
    static byte[] encode(int width, int height, boolean colour, byte[] pixels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(pixels.length / 2 + 64);
        out.writeBytes(SIGNATURE);
        byte[] header = ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8)
                .put((byte) (colour ? RGB : GREY)).array();
        chunk(out, "IHDR", header, header.length);
        byte[] rows = filtered(width, height, colour ? 3 : 1, pixels);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(rows);
            deflater.finish();
            byte[] packed = new byte[1 << 16];
            while (!deflater.finished()) {
                chunk(out, "IDAT", packed, deflater.deflate(packed));
            }
        } finally {
            deflater.end();
        }
        chunk(out, "IEND", new byte[0], 0);
        return out.toByteArray();
    }

    private static byte[] filtered(int width, int height, int pixel, byte[] pixels) {
        int row = width * pixel;
        byte[] out = new byte[height * (row + 1)];
        for (int y = 0; y < height; y++) {
            int to = y * (row + 1);
            int from = y * row;
            out[to++] = FILTER_SUB;
            for (int x = 0; x < row; x++) {
                out[to + x] = (byte) (pixels[from + x] - (x < pixel ? 0 : pixels[from + x - pixel]));
            }
        }
        return out;
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data, int length) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data, 0, length);
        out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
        out.writeBytes(name);
        out.write(data, 0, length);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
