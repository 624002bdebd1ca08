package dev.understudy.trainer;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.EncodedCheckpoint;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.TrainerState;
import java.util.List;

/**
 * What is to be committed about one candidate, or in answer to one request.
 *
 * @param promoted   whether it goes live
 * @param reason     why not, empty when it does
 * @param candidate  the checkpoint with its final manifest; null when a request is refused
 * @param checkpoint its records; null when a request is refused
 * @param events     candidate, then promoted or rejected; or the answer to the request
 * @param state      the trainer's state once this is committed
 */
record Decision(boolean promoted, String reason, Checkpoint candidate, EncodedCheckpoint checkpoint,
        List<LifecycleEvent> events, TrainerState state) {
}
