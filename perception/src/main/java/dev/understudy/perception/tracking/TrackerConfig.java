package dev.understudy.perception.tracking;

/**
 * Parameters of {@link ObjectTracker}; {@link #defaults()} is their documentation.
 *
 * @param noise of the filters
 * @param traffic what a new object may do besides standing still
 * @param match which pairs of track and cluster are possible, and what they cost
 * @param sizes how sizes count in that
 * @param life when tracks end, and how many there are
 */
public record TrackerConfig(Noise noise, Traffic traffic, Match match, Sizes sizes, Life life) {

    /**
     * Standard deviations of the filters' noise.
     *
     * @param acceleration process noise: white acceleration, m/s^2
     * @param position measurement noise of a cluster's box centre, metres; the seen side of an object moves with the
     *     viewpoint, so this is far above the LiDAR's own noise
     * @param positionPerMetre what each metre of the box's longer side adds to it
     * @param birthSpeed speed a new object may have beside that of standing or going with the traffic, m/s per axis
     */
    public record Noise(double acceleration, double position, double positionPerMetre, double birthSpeed) {
    }

    /**
     * Objects that go with the robot, or towards it.
     *
     * @param speed where the robot is faster than this, a new object may go as fast, with it or against it, m/s
     * @param cost of going with the traffic, and half of that of going against it, in units of squared Mahalanobis
     *     distance
     */
    public record Traffic(double speed, double cost) {
    }

    /**
     * Costs of a pair, in units of squared Mahalanobis distance.
     *
     * @param gate greatest squared Mahalanobis distance of a match; 9.21 is the 99 % quantile of chi-square with two
     *     degrees of freedom
     * @param gain what a match is worth: matches that cost more are made where nothing better is given up for them
     * @param uncertaintyWeight cost of one unit of the logarithm of the uncertain area, square metres
     * @param maxJump greatest distance between a prediction and its match, metres
     * @param partWeight gain of one unit of log(points) to a track of {@code matureHits} matches, less to a younger one
     * @param matureHits see {@code partWeight}
     * @param missWeight cost of one unit of log(1 + misses / matches)
     */
    public record Match(double gate, double gain, double uncertaintyWeight, double maxJump, double partWeight,
            int matureHits, double missWeight) {
    }

    /**
     * Sizes of track and cluster.
     *
     * @param slack sizes match when neither longer side nor height differs by more than this many metres...
     * @param ratio ...or by more than this factor: occlusion changes boxes from one frame to the next
     * @param weight cost of one unit of |log size ratio|, in units of squared Mahalanobis distance
     */
    public record Sizes(double slack, double ratio, double weight) {
    }

    /**
     * Bounds of tracks.
     *
     * @param coastSeconds a track without a match for longer than this ends
     * @param birthCoastSeconds the same for a track matched only once
     * @param maxTracks cap on tracks per robot; clusters beyond it stay untracked and are counted
     */
    public record Life(double coastSeconds, double birthCoastSeconds, int maxTracks) {

        public Life {
            if (!(coastSeconds >= 0) || !(birthCoastSeconds >= 0) || maxTracks < 1) {
                throw new IllegalArgumentException(
                        "tracks: coastSeconds and birthCoastSeconds must not be negative, maxTracks at least 1");
            }
        }
    }

    /** For clusters of road objects at 2 to 20 Hz; fixed on simulated drives at 10, 5 and 2.5 Hz. */
    public static TrackerConfig defaults() {
        return new TrackerConfig(new Noise(3, 0.35, 0.1, 3), new Traffic(2, 3), new Match(9.21, 9, 1, 4, 1, 15, 2),
                new Sizes(3, 6, 2), new Life(1.5, 0.5, 512));
    }

    /** The same with another cap on tracks. */
    public TrackerConfig withMaxTracks(int most) {
        return new TrackerConfig(noise, traffic, match, sizes,
                new Life(life.coastSeconds(), life.birthCoastSeconds(), most));
    }
}
