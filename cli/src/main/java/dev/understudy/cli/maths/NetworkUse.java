package dev.understudy.cli.maths;

import dev.understudy.learning.checkpoint.BootstrapCheckpoint;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.model.MathsCheck.Use;
import java.util.Optional;

/**
 * Networks and what they are used for.
 *
 * @param architecture decides the shapes of the native operations
 * @param use training also computes gradients
 */
public record NetworkUse(Architecture architecture, Use use) {

    /** The networks of the checkpoint that ships. */
    public static Optional<NetworkUse> shipped(Use use) {
        return of(BootstrapCheckpoint.load().checkpoint(), use);
    }

    /** The networks of a checkpoint. */
    public static Optional<NetworkUse> of(Checkpoint checkpoint, Use use) {
        return Optional.of(new NetworkUse(Architecture.parse(checkpoint.manifest().getArchitecture()), use));
    }
}
