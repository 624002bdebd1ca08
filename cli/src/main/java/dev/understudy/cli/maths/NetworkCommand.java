package dev.understudy.cli.maths;

import java.util.Optional;

/** A command that computes with networks: the native maths is compared with plain sums before it runs. */
public interface NetworkCommand {

    /**
     * What it is about to compute, by its options. A checkpoint that is read later is compared when it is opened.
     *
     * @return empty when it computes nothing with networks this time
     */
    Optional<NetworkUse> networks();

    /** Whether others may have seen something of the run already: then the process is not started again. */
    default boolean hasPublished() {
        return false;
    }
}
