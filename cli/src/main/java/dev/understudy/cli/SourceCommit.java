package dev.understudy.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The commit that this program was built from. */
final class SourceCommit {

    /** Stands for a program that was built from something else than a checkout. */
    static final String UNKNOWN = "unknown";

    private static final String RESOURCE = "commit.txt"; // written by the build

    private SourceCommit() {
    }

    /** 40 hex digits, with {@code -dirty} behind them when the sources differed from it; or {@value #UNKNOWN}. */
    static String current() {
        try (InputStream in = SourceCommit.class.getResourceAsStream(RESOURCE)) {
            return in == null ? UNKNOWN : new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + RESOURCE, e);
        }
    }
}
