package dev.understudy.cli.common;

import dev.understudy.streams.claim.ClaimSettings;
import dev.understudy.streams.claim.ClaimStore;
import dev.understudy.streams.claim.ClaimStores;
import dev.understudy.streams.claim.ClaimWriter;
import dev.understudy.streams.topic.TopicPlans;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The claim-check store of those who publish frames. */
public final class ClaimCheckFlags {

    private static final double MILLIS_PER_HOUR = 3_600_000;

    @Option(names = "--claim-check", paramLabel = "STORE", defaultValue = "",
            description = "put large frames into file:/DIR or s3://BUCKET/PREFIX?endpoint=URL&region=NAME, and only "
                    + "references to them into Kafka (default: off); S3 takes its credentials from AWS_ACCESS_KEY_ID "
                    + "and AWS_SECRET_ACCESS_KEY")
    private String store;

    @Option(names = "--claim-check-above", paramLabel = "BYTES", defaultValue = "1000000",
            description = "frames whose message is larger are large (default 1000000: below Kafka's default cap)")
    private long above;

    @Option(names = "--claim-check-retention", paramLabel = "HOURS",
            description = "delete frames from a file store after so long, while a producer runs (default 24, as the "
                    + "sensor topics); in S3 a lifecycle rule of the bucket does it")
    private double retentionHours = TopicPlans.SENSOR_RETENTION.toHours();

    /** The producer's side, as the flags say; the caller closes it. */
    public ClaimWriter writer() {
        if (above < 0 || !(retentionHours > 0)) {
            throw new UserError(ExitCode.USAGE,
                    "--claim-check-above is not negative and --claim-check-retention is positive");
        }
        if (store.isEmpty()) {
            return ClaimWriter.none();
        }
        ClaimStore opened = ClaimStores.open(store);
        opened.findings().forEach(finding -> System.err.println("understudy: " + finding));
        return new ClaimWriter(opened, above, Duration.ofMillis((long) (retentionHours * MILLIS_PER_HOUR)));
    }

    /** The same store for a stream in this process. */
    public ClaimSettings reading() {
        return new ClaimSettings(store, ClaimSettings.DEFAULT_MAX_BYTES);
    }
}
