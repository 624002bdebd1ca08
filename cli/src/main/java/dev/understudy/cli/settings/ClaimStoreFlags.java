package dev.understudy.cli.settings;

import picocli.CommandLine.Option;

/** The claim-check store of those who read frames. */
public final class ClaimStoreFlags implements SettingFlags {

    @Option(names = "--claim-check", paramLabel = "STORE",
            description = "where frames lie whose records are claims: file:/DIR or "
                    + "s3://BUCKET/PREFIX?endpoint=URL&region=NAME (default: none; such frames are refused)")
    private String store;

    @Option(names = "--claim-check-max", paramLabel = "BYTES",
            description = "larger frames are not fetched (default 83886080)")
    private Integer maxBytes;

    @Override
    public void over(SettingsTree tree) {
        tree.flag("--claim-check", "perception.claims.store", store);
        tree.flag("--claim-check-max", "perception.claims.maxBytes", maxBytes);
    }
}
