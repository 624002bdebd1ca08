package dev.understudy.learning.checkpoint;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The checkpoint we ship, so that nothing need be trained before the first run. No fleet key signs it: it is trusted
 * by the digest that lies beside it in the same jar.
 */
public final class BootstrapCheckpoint {

    /** Resource with the checkpoint, in the format of {@link CheckpointFile}. */
    public static final String RESOURCE = "/bootstrap/student" + CheckpointFile.EXTENSION;
    /** Resource with the hex SHA-256 of its manifest. */
    public static final String DIGEST_RESOURCE = RESOURCE + ".sha256";

    private BootstrapCheckpoint() {
    }

    /**
     * Loads the shipped checkpoint.
     *
     * @throws CheckpointException when a resource is missing or does not match its digest
     */
    public static VerifiedCheckpoint load() {
        try (InputStream digest = open(DIGEST_RESOURCE); InputStream in = new BufferedInputStream(open(RESOURCE))) {
            String hex = new String(digest.readAllBytes(), StandardCharsets.US_ASCII).strip();
            ManifestTrust trust = ManifestTrust.pinned(HexFormat.of().parseHex(hex));
            return CheckpointFile.read(in, "resource " + RESOURCE, trust, AssemblyLimits.defaults());
        } catch (IOException | IllegalArgumentException e) {
            throw new CheckpointException("resource " + RESOURCE + ": cannot be read", e);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = BootstrapCheckpoint.class.getResourceAsStream(resource);
        if (in == null) {
            throw new CheckpointException("resource " + resource + " is missing; make it with: understudy pretrain");
        }
        return in;
    }
}
