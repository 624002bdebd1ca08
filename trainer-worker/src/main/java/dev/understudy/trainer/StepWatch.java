package dev.understudy.trainer;

import dev.understudy.learning.train.Discard;
import dev.understudy.learning.train.StepReport;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches whether training makes progress: it does not while more than half of the newest steps were discarded, for
 * then the weights stand still or are rolled back over and over. Steps come from one thread, {@link #fault} answers
 * any.
 */
final class StepWatch {

    private static final Logger LOG = LoggerFactory.getLogger(StepWatch.class);

    /** Newest steps that are looked at: ten rounds by default; more than half are seven roll-backs, not one or two. */
    static final int WINDOW = 40;
    /** Nothing is judged with fewer steps since the start: one roll-back would be most of them. */
    static final int FEWEST = 20;

    private final Deque<Discard> newest = new ArrayDeque<>();
    private boolean inRow;
    private volatile String fault;

    void stepped(StepReport step) {
        warn(step);
        newest.addLast(step.discard());
        if (newest.size() > WINDOW) {
            newest.removeFirst();
        }
        judge();
    }

    private void warn(StepReport step) {
        if (!step.applied() && !inRow) {
            LOG.warn("step {} is discarded: {}, gradient norm {}", step.step(), step.discard().label(),
                    step.gradientNorm());
        }
        if (step.rolledBack()) {
            LOG.warn("training goes back to the last published weights: too many steps in a row were discarded, the "
                    + "last of them step {} ({}, gradient norm {})", step.step(), step.discard().label(),
                    step.gradientNorm());
        }
        inRow = !step.applied();
    }

    private void judge() {
        int notFinite = Collections.frequency(newest, Discard.NOT_FINITE);
        int outOfLine = Collections.frequency(newest, Discard.OUT_OF_LINE);
        boolean sound = newest.size() < FEWEST || 2 * (notFinite + outOfLine) <= newest.size();
        boolean wasSound = fault == null;
        fault = sound ? null : notFinite + outOfLine + " of the last " + newest.size()
                + " optimiser steps were discarded (" + notFinite + " not finite, " + outOfLine + " out of line)";
        if (wasSound && !sound) {
            LOG.warn("training makes no progress: {}", fault);
        } else if (!wasSound && sound) {
            LOG.info("training makes progress again: at most half of the last {} optimiser steps were discarded",
                    newest.size());
        }
    }

    /** Why training makes no progress, in one line; empty while it does. */
    Optional<String> fault() {
        return Optional.ofNullable(fault);
    }
}
