package dev.understudy.cli.bench;

/** Which frames of a log are scored: limits fixed on the even ones may be scored on the odd ones. */
enum FrameChoice {
    ALL, EVEN, ODD;

    /** Takes frames by their place in the log, from 0. */
    boolean takes(int frame) {
        return this == ALL || frame % 2 == (this == EVEN ? 0 : 1);
    }
}
