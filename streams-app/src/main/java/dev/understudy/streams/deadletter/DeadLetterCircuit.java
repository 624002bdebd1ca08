package dev.understudy.streams.deadletter;

/**
 * Watches the records of one topic: open while so many of the latest could not be used that something is wrong with
 * what feeds the topic and not with a record. Opens and closes at different shares, so that it does not flutter.
 */
final class DeadLetterCircuit {

    /** Records looked back on; nothing is said before as many have been seen. */
    static final int WINDOW = 100;
    /** Dead ones among them that open the circuit. */
    static final int OPEN_AT = 30;
    /** Dead ones among them with which it closes again. */
    static final int CLOSE_AT = 5;

    private final boolean[] dead = new boolean[WINDOW];
    private int next;
    private int seen;
    private int deadCount;
    private boolean open;

    /** Takes one record in; true when that opened or closed the circuit. Called by any stream thread. */
    synchronized boolean saw(boolean isDead) {
        deadCount += (isDead ? 1 : 0) - (dead[next] ? 1 : 0);
        dead[next] = isDead;
        next = (next + 1) % WINDOW;
        seen = Math.min(WINDOW, seen + 1);
        boolean before = open;
        if (open) {
            open = deadCount > CLOSE_AT;
        } else {
            open = seen == WINDOW && deadCount >= OPEN_AT;
        }
        return open != before;
    }

    synchronized boolean isOpen() {
        return open;
    }

    synchronized int deadCount() {
        return deadCount;
    }
}
