package dev.understudy.cli.common;

import dev.understudy.streams.claim.ClaimSettings;
import picocli.CommandLine.Option;

/** The claim-check store of those who read frames. */
public final class ClaimStoreFlags {

    @Option(names = "--claim-check", paramLabel = "STORE", defaultValue = "",
            description = "where frames lie whose records are claims: file:/DIR or "
                    + "s3://BUCKET/PREFIX?endpoint=URL&region=NAME (default: none; such frames are refused)")
    private String store;

    @Option(names = "--claim-check-max", paramLabel = "BYTES",
            description = "larger frames are not fetched (default 83886080)")
    private int maxBytes = ClaimSettings.DEFAULT_MAX_BYTES;

    /** Where and how much, or an error that names the flag. */
    public ClaimSettings settings() {
        if (maxBytes < 1 || maxBytes == Integer.MAX_VALUE) {
            throw new UserError(ExitCode.USAGE, "--claim-check-max is from 1 to " + (Integer.MAX_VALUE - 1));
        }
        return new ClaimSettings(store, maxBytes);
    }
}
