package dev.understudy.mcap;

import dev.understudy.mcap.message.ChunkRef;

/**
 * A chunk record, or a run of records outside chunks that is read like an uncompressed chunk.
 *
 * @param ref place, times and channels
 * @param length bytes of the record or of the run
 * @param chunk true for a chunk record
 * @param indexLength bytes of the message indexes behind the chunk; 0 when there are none
 * @param compression codec, for people
 */
record McapPart(ChunkRef ref, long length, boolean chunk, long indexLength, String compression) {
}
