package dev.understudy.mcap.message;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jpountz.lz4.LZ4FrameInputStream;

/**
 * Decompresses a chunk to the size that its header claims, and refuses one that holds more or less. Memory grows with
 * what really comes out, so a header that claims gigabytes costs nothing.
 */
public final class Inflater {

    /** Largest chunk that is read, bytes; writers make chunks of about a megabyte. */
    public static final long MAX_BYTES = 1L << 29;
    /** Claims up to this multiple of the compressed size are believed at once; others must come true first. */
    private static final int BELIEVED_RATIO = 16;
    private static final int FIRST_BYTES = 1 << 20;

    /** Opens data that is packed. */
    @FunctionalInterface
    public interface Codec {

        InputStream open(InputStream packed) throws IOException;
    }

    private final Map<String, Codec> codecs = new LinkedHashMap<>();

    /**
     * Takes {@code none}, {@code zstd} and {@code lz4} (frame format), the codecs of MCAP files, and further ones.
     *
     * @param further by their names in the file
     */
    public Inflater(Map<String, Codec> further) {
        codecs.put("none", packed -> packed);
        codecs.put("zstd", ZstdInputStream::new);
        codecs.put("lz4", LZ4FrameInputStream::new);
        codecs.putAll(further);
    }

    /**
     * Decompresses.
     *
     * @param codec its name in the file; empty for none
     * @param claimed bytes that must come out
     * @param place file and record, as error messages begin
     * @throws RecordingException when the codec is unknown or the data does not hold what is claimed
     */
    public byte[] inflate(String codec, byte[] data, int from, int length, long claimed, String place) {
        long limit = Math.min(MAX_BYTES, Runtime.getRuntime().maxMemory() / 2);
        if (claimed < 0 || claimed > limit) {
            throw new RecordingException(place + ": a chunk of " + claimed + " bytes is claimed; at most " + limit
                    + " are read (half the heap, and " + (MAX_BYTES >> 20) + " MiB)");
        }
        try {
            boolean believed = claimed <= (long) BELIEVED_RATIO * length + FIRST_BYTES;
            if (codec.equals("zstd") && believed) {
                return zstd(data, from, length, (int) claimed, place);
            }
            try (InputStream in = stream(codec, data, from, length, place)) {
                return drain(in, believed ? (int) claimed : FIRST_BYTES, (int) claimed, place);
            }
        } catch (RecordingException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The codecs throw unchecked exceptions of their own, too.
            throw new RecordingException(place + ": the chunk's " + codec + " data is damaged: " + e.getMessage(), e);
        }
    }

    private static byte[] zstd(byte[] data, int from, int length, int claimed, String place) {
        byte[] out = new byte[claimed];
        long size = Zstd.decompressByteArray(out, 0, claimed, data, from, length);
        if (Zstd.isError(size)) {
            throw new RecordingException(place + ": the chunk's zstd data is damaged: " + Zstd.getErrorName(size));
        }
        if (size != claimed) {
            throw wrongSize(place, size, claimed);
        }
        return out;
    }

    private InputStream stream(String codec, byte[] data, int from, int length, String place) throws IOException {
        Codec known = codecs.get(codec.isEmpty() ? "none" : codec);
        if (known == null) {
            throw new RecordingException(place + ": compression '" + codec + "' is unknown; known: "
                    + String.join(", ", codecs.keySet()));
        }
        return known.open(new ByteArrayInputStream(data, from, length));
    }

    private static byte[] drain(InputStream in, int first, int claimed, String place) throws IOException {
        byte[] out = new byte[Math.min(first, claimed)];
        int size = 0;
        while (size < claimed) {
            if (size == out.length) {
                out = Arrays.copyOf(out, (int) Math.min(claimed, 2L * size));
            }
            int n = in.read(out, size, out.length - size);
            if (n < 0) {
                throw wrongSize(place, size, claimed);
            }
            size += n;
        }
        if (in.read() >= 0) {
            throw new RecordingException(
                    place + ": the chunk holds more than the " + claimed + " bytes that are claimed");
        }
        return out;
    }

    private static RecordingException wrongSize(String place, long size, long claimed) {
        return new RecordingException(place + ": the chunk holds " + size + " bytes, but " + claimed + " are claimed");
    }
}
