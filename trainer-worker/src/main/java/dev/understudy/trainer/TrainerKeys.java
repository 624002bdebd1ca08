package dev.understudy.trainer;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Whose checkpoints a trainer signs and goes on from.
 *
 * @param signing secret Ed25519 key that signs; made on first use, its public half beside it
 * @param ring further trusted public keys (file or folder), for checkpoints signed before a rotation
 */
public record TrainerKeys(Path signing, Optional<Path> ring) {
}
