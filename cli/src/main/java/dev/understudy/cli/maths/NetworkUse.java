package dev.understudy.cli.maths;

import dev.understudy.learning.checkpoint.BootstrapCheckpoint;
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
        return Optional.of(new NetworkUse(Architecture.parse(
                BootstrapCheckpoint.load().checkpoint().manifest().getArchitecture()), use));
    }
}
