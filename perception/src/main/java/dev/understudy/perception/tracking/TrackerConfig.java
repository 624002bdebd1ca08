package dev.understudy.perception.tracking;

/**
 * Parameters of {@link ObjectTracker}; {@link #defaults()} is their documentation.
 *
 * @param accelerationSigma process noise: white acceleration, m/s^2
 * @param positionSigma measurement noise of a cluster's box centre, metres; the seen side of an object moves with the
 *     viewpoint, so this is far above the LiDAR's own noise
 * @param positionSigmaPerMetre what each metre of the box's longer side adds to it
 * @param birthSpeedSigma speed a new object may have beside that of standing or going with the traffic, m/s per axis
 * @param trafficSpeed where the robot is faster than this, a new object may go as fast, with it or against it, m/s
 * @param trafficCost cost of going with the traffic, and half of that of going against it, in units of squared
 *     Mahalanobis distance
 * @param gate greatest squared Mahalanobis distance of a match; 9.21 is the 99 % quantile of chi-square with two
 *     degrees of freedom
 * @param matchGain what a match is worth, in the same units: matches that cost more are made where nothing better is
 *     given up for them
 * @param uncertaintyWeight cost of one unit of the logarithm of the uncertain area, square metres, in the same units
 * @param maxJump greatest distance between a prediction and its match, metres
 * @param sizeSlack sizes match when neither longer side nor height differs by more than this many metres...
 * @param sizeRatio ...or by more than this factor: occlusion changes boxes from one frame to the next
 * @param sizeWeight cost of one unit of |log size ratio|, in the same units
 * @param partWeight gain of one unit of log(points) to a track of {@code matureHits} matches, less to a younger one
 * @param matureHits see {@code partWeight}
 * @param missWeight cost of one unit of log(1 + misses / matches)
 * @param coastSeconds a track without a match for longer than this ends
 * @param birthCoastSeconds the same for a track matched only once
 * @param maxTracks cap on tracks per robot; clusters beyond it stay untracked and are counted
 */
public record TrackerConfig(double accelerationSigma, double positionSigma, double positionSigmaPerMetre,
        double birthSpeedSigma, double trafficSpeed, double trafficCost, double gate, double matchGain,
        double uncertaintyWeight, double maxJump, double sizeSlack, double sizeRatio, double sizeWeight,
        double partWeight, int matureHits, double missWeight, double coastSeconds, double birthCoastSeconds,
        int maxTracks) {

    /** For clusters of road objects at 2 to 20 Hz; fixed on simulated drives at 10, 5 and 2.5 Hz. */
    public static TrackerConfig defaults() {
        return new TrackerConfig(3, 0.35, 0.1, 3, 2, 3, 9.21, 9, 1, 4, 3, 6, 2, 1, 15, 2, 1.5, 0.5, 512);
    }

    /** The same with another cap on tracks. */
    public TrackerConfig withMaxTracks(int most) {
        return new TrackerConfig(accelerationSigma, positionSigma, positionSigmaPerMetre, birthSpeedSigma,
                trafficSpeed, trafficCost, gate, matchGain, uncertaintyWeight, maxJump, sizeSlack, sizeRatio,
                sizeWeight, partWeight, matureHits, missWeight, coastSeconds, birthCoastSeconds, most);
    }
}
