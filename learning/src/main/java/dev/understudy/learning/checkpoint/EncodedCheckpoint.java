package dev.understudy.learning.checkpoint;

import dev.understudy.proto.v1.CheckpointChunk;
import dev.understudy.proto.v1.ModelRef;
import java.util.List;

/**
 * A checkpoint ready to travel.
 *
 * @param ref     what events will name
 * @param records data chunks in order, then the manifest
 */
public record EncodedCheckpoint(ModelRef ref, List<CheckpointChunk> records) {

    public EncodedCheckpoint {
        records = List.copyOf(records);
    }
}
