package dev.understudy.mcap.message;

/** Knows how the chunks of one container look inside. */
public interface ChunkReader {

    /**
     * Loads a chunk: decompressed, checked, and with those messages noted that are wanted.
     *
     * @throws RecordingException when the chunk is damaged
     */
    LoadedChunk load(ChunkRef ref, Selection selection);

    /** The message whose record starts at a byte of a loaded chunk. */
    RawMessage message(LoadedChunk chunk, int place);
}
