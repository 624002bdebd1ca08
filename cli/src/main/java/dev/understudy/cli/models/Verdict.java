package dev.understudy.cli.models;

import dev.understudy.cli.common.Report;
import dev.understudy.learning.checkpoint.Refusal;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;

/**
 * What a stream instance would make of one checkpoint.
 *
 * @param digest hex SHA-256 of the manifest, empty when it was not verified
 * @param reason why it would not go live, empty when it would
 * @param detail one line for people
 * @param origin record or file that it comes from
 */
record Verdict(long version, long epoch, String digest, boolean accepted, String reason, String detail,
        String origin) {

    static Verdict accepted(VerifiedCheckpoint checkpoint, String origin) {
        return new Verdict(checkpoint.ref().getVersion(), checkpoint.epoch(),
                ModelHistory.hex(checkpoint.ref().getDigest()), true, "", "", origin);
    }

    static Verdict refused(Refusal refusal, String origin) {
        return new Verdict(refusal.model().getVersion(), refusal.epoch(),
                ModelHistory.hex(refusal.model().getDigest()), false, refusal.reason().label(),
                Report.printable(refusal.detail()), origin);
    }

    @Override
    public String toString() {
        return origin + ": version " + version + " epoch " + epoch + " "
                + (accepted ? "ok digest " + ModelNotes.brief(digest) : "refused: " + reason + " (" + detail + ")");
    }
}
