package dev.understudy.learning.checkpoint;

import dev.understudy.proto.v1.SignedManifest;
import java.security.MessageDigest;
import java.util.Optional;

/** Decides whether a manifest speaks for someone we trust. */
@FunctionalInterface
public interface ManifestTrust {

    /** Empty when trusted, else why not. */
    Optional<Refusal.Reason> objection(SignedManifest manifest);

    /** Trusts exactly one manifest, by the SHA-256 of its bytes: how a checkpoint we ship is known without a key. */
    static ManifestTrust pinned(byte[] digest) {
        byte[] expected = digest.clone();
        return manifest -> MessageDigest.isEqual(expected, Hashes.sha256(manifest.getManifest().toByteArray()))
                ? Optional.empty() : Optional.of(Refusal.Reason.UNTRUSTED_DIGEST);
    }
}
