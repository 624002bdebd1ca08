package dev.understudy.mcap.message;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads parts of a file by place; every failure names the file. */
public final class RecordingFile implements AutoCloseable {

    /** Largest part read at once: as much as a chunk may hold, see {@link Inflater#MAX_BYTES}. */
    private static final long MAX_PART = Inflater.MAX_BYTES;

    private final Path path;
    private final FileChannel channel;
    private final long size;

    public RecordingFile(Path path) {
        this.path = path;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ);
            size = channel.size();
        } catch (IOException e) {
            throw new RecordingException(path + ": cannot be opened: " + e.getMessage(), e);
        }
    }

    public Path path() {
        return path;
    }

    /** Bytes of the file when it was opened. */
    public long size() {
        return size;
    }

    /** A failure of this file at a byte. */
    public RecordingException damage(long offset, String what) {
        return new RecordingException(path + ": byte " + offset + ": " + what);
    }

    /** Bytes at a place, little-endian, from position 0. Nothing is allocated for a part that is not in the file. */
    public ByteBuffer read(long offset, long length) {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw damage(offset, length + " bytes are claimed where the file of " + size + " bytes has no such part");
        }
        if (length > MAX_PART) {
            throw damage(offset, "a part of " + length + " bytes is claimed; at most " + MAX_PART + " are read");
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + buffer.position()) < 0) {
                    throw damage(offset, "the file became shorter while it was read");
                }
            }
        } catch (IOException e) {
            throw new RecordingException(path + ": byte " + offset + ": " + e.getMessage(), e);
        }
        return buffer.flip();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new RecordingException(path + ": cannot be closed: " + e.getMessage(), e);
        }
    }
}
