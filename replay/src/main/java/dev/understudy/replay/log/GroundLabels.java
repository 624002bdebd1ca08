package dev.understudy.replay.log;

/** Which points of a scan are ground, by people's labels of every point. For scoring only. */
public interface GroundLabels {

    /**
     * Whether a point counts: what is neither clearly ground nor clearly not does not.
     *
     * @param point index in the scan's order
     */
    boolean isScored(int point);

    /** Whether a point that counts is ground. */
    boolean isGround(int point);
}
