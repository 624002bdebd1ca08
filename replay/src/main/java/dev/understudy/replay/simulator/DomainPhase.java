package dev.understudy.replay.simulator;

/**
 * A part of a drive.
 *
 * @param domain name of a domain in {@link Domains}
 * @param fraction share of the drive's frames
 */
public record DomainPhase(String domain, double fraction) {

    public DomainPhase {
        if (!(fraction > 0)) {
            throw new IllegalArgumentException("a phase takes a positive share of the drive, got " + fraction);
        }
    }
}
