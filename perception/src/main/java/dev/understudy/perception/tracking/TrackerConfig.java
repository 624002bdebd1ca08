package dev.understudy.perception.tracking;

/**
 * Parameters of {@link ObjectTracker}; {@link #defaults()} is their documentation.
 *
 * @param accelerationSigma process noise: white acceleration, m/s^2
 * @param positionSigma measurement noise of a cluster's box centre, metres; the seen side of an object moves with the
 *     viewpoint, so this is far above the LiDAR's own noise
 * @param positionSigmaPerMetre what each metre of the box's longer side adds to it
 * @param birthSpeedSigma speed a new object may have, m/s per axis
 * @param gate greatest squared Mahalanobis distance of a match; 9.21 is the 99 % quantile of chi-square with two
 *     degrees of freedom
 * @param maxJump greatest distance between a prediction and its match, metres
 * @param sizeSlack sizes match when neither longer side nor height differs by more than this many metres...
 * @param sizeRatio ...or by more than this factor: occlusion changes boxes from one frame to the next
 * @param sizeWeight cost of one unit of |log size ratio|, in units of squared Mahalanobis distance
 * @param coastSeconds a track without a match for longer than this ends
 * @param birthCoastSeconds the same for a track matched only once
 * @param maxTracks cap on tracks per robot; clusters beyond it stay untracked and are counted
 */
public record TrackerConfig(double accelerationSigma, double positionSigma, double positionSigmaPerMetre,
        double birthSpeedSigma, double gate, double maxJump, double sizeSlack, double sizeRatio, double sizeWeight,
        double coastSeconds, double birthCoastSeconds, int maxTracks) {

    /** For clusters of road objects at 2 to 20 Hz; fixed on simulated drives. */
    public static TrackerConfig defaults() {
        return new TrackerConfig(4, 0.4, 0.1, 6, 9.21, 4, 2.5, 5, 2, 0.55, 0.5, 512);
    }
}
