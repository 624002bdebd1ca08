package dev.understudy.mcap;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;

/** Codecs of chunks that are written. */
public enum Compression {
    NONE(""), LZ4("lz4"), ZSTD("zstd");

    private static final int ZSTD_LEVEL = 3;

    private final String wireName;

    Compression(String wireName) {
        this.wireName = wireName;
    }

    /** Name in the file. */
    public String wireName() {
        return wireName;
    }

    byte[] compress(byte[] data, int length) {
        return switch (this) {
            case NONE -> Arrays.copyOf(data, length);
            case LZ4 -> lz4(data, length);
            case ZSTD -> zstd(data, length);
        };
    }

    private static byte[] zstd(byte[] data, int length) {
        byte[] out = new byte[(int) Zstd.compressBound(length)];
        long size = Zstd.compressByteArray(out, 0, out.length, data, 0, length, ZSTD_LEVEL);
        if (Zstd.isError(size)) {
            throw new IllegalStateException("zstd: " + Zstd.getErrorName(size));
        }
        return Arrays.copyOf(out, (int) size);
    }

    /** Readers allocate whole blocks: the smallest that holds the chunk. */
    private static BLOCKSIZE blockSize(int length) {
        if (length <= 1 << 16) {
            return BLOCKSIZE.SIZE_64KB;
        }
        return length <= 1 << 18 ? BLOCKSIZE.SIZE_256KB : length <= 1 << 20 ? BLOCKSIZE.SIZE_1MB : BLOCKSIZE.SIZE_4MB;
    }

    private static byte[] lz4(byte[] data, int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(length / 2);
        try (LZ4FrameOutputStream lz4 = new LZ4FrameOutputStream(out, blockSize(length))) {
            lz4.write(data, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
