package dev.understudy.perception.geometry;

/**
 * How a sensor moves through the world at a moment: the turn and the way between two of its poses, taken to go on at a
 * constant twist. Immutable.
 *
 * <p>Over a share f of the span the rotation is exp(f w), w being the rotation vector of the whole span, and the way is
 * f exp((f - 1) w / 2) t: the chord of the arc whose chord over the whole span is t. That is the exponential map of
 * SE(3) up to terms of |w|^2 / 24, below 1 mm for a car.
 */
public final class EgoMotion {

    /** A sensor that stands still, or of which nothing is known. */
    public static final EgoMotion NONE = new EgoMotion(new double[3], new double[3], 1);
    /** Poses to be compared should be at least this far apart, so that their noise does not look like speed... */
    public static final long BASELINE_NANOS = 50_000_000L;
    /** ...but not by this much more. */
    public static final long REACH_NANOS = 450_000_000L;
    /** Poses farther apart than this in a second are a jump of the localisation, no motion: metres, radians. */
    private static final double MAX_SPEED = 100;
    private static final double MAX_TURN = 10;
    private static final double NANOS = 1e-9;

    // Rotation vector (radians) and way (metres) of the span, in the sensor's axes at its start.
    private final double[] turn;
    private final double[] way;
    private final double spanNanos;

    private EgoMotion(double[] turn, double[] way, double spanNanos) {
        this.turn = turn;
        this.way = way;
        this.spanNanos = spanNanos;
    }

    /** Motion between two poses (fixed frame from sensor); {@link #NONE} where they jump or are of one moment. */
    public static EgoMotion between(RigidTransform earlier, long earlierNanos, RigidTransform later, long laterNanos) {
        double span = laterNanos - earlierNanos;
        RigidTransform step = earlier.inverse().after(later);
        double[] turn = rotationVector(step);
        double[] way = {step.at(0, 3), step.at(1, 3), step.at(2, 3)};
        boolean plausible = span > 0 && length(way) <= MAX_SPEED * span * NANOS
                && length(turn) <= MAX_TURN * span * NANOS;
        return plausible ? new EgoMotion(turn, way, span) : NONE;
    }

    /**
     * Takes points of the static world from the sensor's axes at one moment into its axes {@code nanos} later (earlier,
     * if negative).
     */
    public RigidTransform laterFromNow(long nanos) {
        if (this == NONE || nanos == 0) {
            return RigidTransform.IDENTITY;
        }
        double f = nanos / spanNanos;
        RigidTransform chord = rotation((f - 1) / 2);
        double x = f * chord.applyX(way[0], way[1], way[2]);
        double y = f * chord.applyY(way[0], way[1], way[2]);
        double z = f * chord.applyZ(way[0], way[1], way[2]);
        double[] nowFromLater = rotation(f).toArray();
        nowFromLater[3] = x;
        nowFromLater[7] = y;
        nowFromLater[11] = z;
        return new RigidTransform(nowFromLater).inverse();
    }

    /** Rodrigues' formula for {@code share} of the span's turn. */
    private RigidTransform rotation(double share) {
        double angle = share * length(turn);
        if (Math.abs(angle) < 1e-12) {
            return RigidTransform.IDENTITY;
        }
        double scale = share / angle;
        double x = turn[0] * scale;
        double y = turn[1] * scale;
        double z = turn[2] * scale;
        double s = StrictMath.sin(angle);
        double c = 1 - StrictMath.cos(angle);
        return new RigidTransform(new double[] {
            1 - c * (y * y + z * z), c * x * y - s * z, c * x * z + s * y, 0,
            c * x * y + s * z, 1 - c * (x * x + z * z), c * y * z - s * x, 0,
            c * x * z - s * y, c * y * z + s * x, 1 - c * (x * x + y * y), 0});
    }

    /** Inverse of Rodrigues' formula, for turns below half a turn. */
    private static double[] rotationVector(RigidTransform r) {
        double[] v = {(r.at(2, 1) - r.at(1, 2)) / 2, (r.at(0, 2) - r.at(2, 0)) / 2, (r.at(1, 0) - r.at(0, 1)) / 2};
        double sine = length(v);
        double scale = sine < 1e-12 ? 1 : StrictMath.atan2(sine, (r.at(0, 0) + r.at(1, 1) + r.at(2, 2) - 1) / 2) / sine;
        return new double[] {scale * v[0], scale * v[1], scale * v[2]};
    }

    private static double length(double[] v) {
        return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    }
}
