package dev.understudy.cli.common;

import dev.understudy.learning.checkpoint.AssemblyLimits;
import dev.understudy.learning.checkpoint.BootstrapCheckpoint;
import dev.understudy.learning.checkpoint.CheckpointFile;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.checkpoint.ManifestTrust;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * A checkpoint that a flag names, opened as a running system would: only if a known key signed it or its digest is
 * vouched for.
 */
public final class CheckpointInput {

    /** The value that names the checkpoint we ship. */
    public static final String BOOTSTRAP = "bootstrap";

    private CheckpointInput() {
    }

    /**
     * Opens and verifies.
     *
     * @param checkpoint a file, or {@code null} or {@value #BOOTSTRAP} for the one we ship
     * @param keys public keys that may have signed it; {@code null} when {@code FILE.sha256} beside it vouches for it
     */
    public static VerifiedCheckpoint open(Path checkpoint, Path keys) {
        if (isBootstrap(checkpoint)) {
            return BootstrapCheckpoint.load();
        }
        return CheckpointFile.read(checkpoint, keys == null ? pinned(checkpoint) : KeyRing.load(keys),
                AssemblyLimits.defaults());
    }

    /** Name for reports. */
    public static String name(Path checkpoint) {
        return isBootstrap(checkpoint) ? BOOTSTRAP : checkpoint.toString();
    }

    private static boolean isBootstrap(Path checkpoint) {
        return checkpoint == null || checkpoint.toString().equals(BOOTSTRAP);
    }

    private static ManifestTrust pinned(Path checkpoint) {
        Path digest = Path.of(checkpoint + ".sha256");
        try {
            return ManifestTrust.pinned(HexFormat.of().parseHex(Files.readString(digest).strip()));
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(ExitCode.INPUT, "nothing vouches for " + checkpoint + ": give --keys, or its digest in "
                    + digest, e);
        }
    }
}
