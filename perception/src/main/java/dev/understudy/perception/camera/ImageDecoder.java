package dev.understudy.perception.camera;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.understudy.perception.BadFrameException;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes JPEG and PNG into interleaved RGB bytes, in memory only. The image returned shares the decoder's buffer and
 * is valid until the next call. Grey images become RGB; transparency is laid over black. Not thread-safe.
 *
 * <p>Throws {@link BadFrameException} with reason {@value #UNREADABLE} on data that is no image, is corrupt or
 * truncated, or exceeds the pixel limit.
 */
public final class ImageDecoder {

    public static final String UNREADABLE = "image-unreadable";
    /**
     * Pixels beyond which an image is refused before any of it is decoded: twice a 4K camera frame. A few kilobytes may
     * claim any size, and the two buffers take six bytes for each pixel: 100 MB at this limit.
     */
    public static final int DEFAULT_MAX_PIXELS = 1 << 24;
    /** Bytes at the end of a JPEG among which its end-of-image marker must be: cameras pad records. */
    private static final int JPEG_PADDING = 4096;

    private final int maxPixels;
    // The decoder's destination and its RGB copy: reused while the size of the images stays.
    private BufferedImage bgr = new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR);
    private byte[] rgb = new byte[0];

    public ImageDecoder() {
        this(DEFAULT_MAX_PIXELS);
    }

    public ImageDecoder(int maxPixels) {
        this.maxPixels = maxPixels;
    }

    /** Decodes one image; see the class comment for the lifetime of the result. */
    public RgbImage decode(byte[] data) {
        return decode(UnsafeByteOperations.unsafeWrap(data));
    }

    /** The same of bytes that lie within others. */
    public RgbImage decode(ByteString data) {
        if (isTruncatedJpeg(data)) {
            throw new BadFrameException(UNREADABLE, "JPEG of " + data.size() + " bytes has no end-of-image marker");
        }
        try (ImageInputStream input = new MemoryCacheImageInputStream(data.newInput())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw new BadFrameException(UNREADABLE, data.size() + " bytes are no JPEG or PNG");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                return read(reader);
            } finally {
                reader.dispose();
            }
        } catch (BadFrameException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Readers of the JDK throw unchecked exceptions, too, on corrupt data.
            throw new BadFrameException(UNREADABLE, data.size() + " bytes: " + e.getMessage());
        }
    }

    private RgbImage read(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > maxPixels) {
            throw new BadFrameException(UNREADABLE,
                    width + "x" + height + " pixels exceed the limit of " + maxPixels + " pixels");
        }
        if (bgr.getWidth() != width || bgr.getHeight() != height) {
            bgr = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
            rgb = new byte[width * height * 3];
        }
        if (reader.getRawImageType(0) != null && reader.getRawImageType(0).getNumBands() == 3) {
            ImageReadParam param = reader.getDefaultReadParam();
            param.setDestination(bgr);
            reader.read(0, param);
        } else {
            drawOverBlack(reader.read(0));
        }
        byte[] from = ((DataBufferByte) bgr.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = from[i + 2];
            rgb[i + 1] = from[i + 1];
            rgb[i + 2] = from[i];
        }
        return new RgbImage(width, height, rgb);
    }

    private void drawOverBlack(BufferedImage image) {
        Graphics2D canvas = bgr.createGraphics();
        canvas.clearRect(0, 0, bgr.getWidth(), bgr.getHeight());
        canvas.drawImage(image, 0, 0, null);
        canvas.dispose();
    }

    /** The JDK's reader fills up a truncated JPEG with grey and says nothing. */
    private static boolean isTruncatedJpeg(ByteString data) {
        if (data.size() < 2 || data.byteAt(0) != (byte) 0xFF || data.byteAt(1) != (byte) 0xD8) {
            return false;
        }
        for (int i = data.size() - 2; i >= Math.max(2, data.size() - JPEG_PADDING); i--) {
            if (data.byteAt(i) == (byte) 0xFF && data.byteAt(i + 1) == (byte) 0xD9) {
                return false;
            }
        }
        return true;
    }
}
