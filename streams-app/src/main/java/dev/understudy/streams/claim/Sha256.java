package dev.understudy.streams.claim;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of a frame's message. */
final class Sha256 {

    static final int BYTES = 32;

    private Sha256() {
    }

    static byte[] of(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
