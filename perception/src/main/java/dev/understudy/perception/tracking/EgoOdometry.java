package dev.understudy.perception.tracking;

import java.util.Arrays;

/**
 * Finds how the LiDAR moved when no pose is given, by laying the frame's clusters over the tracks: most of what stands
 * in a street stands still. Every pair of a cluster and a track of like size votes for the shift that would lay one on
 * the other (a generalised Hough transform, at several yaws); the shift most pairs agree in is refined by closed-form
 * rigid registration of nearest pairs (Umeyama 1991, in the plane), pairs far apart counting less and less. Where too
 * few pairs agree the motion of the last frame goes on, slowing down; where the tracks' own motion explains clearly
 * more than a world that stands, as at a crossing full of traffic, the LiDAR is laid over the predicted tracks
 * instead. Keeps buffers; deterministic; not thread-safe.
 */
final class EgoOdometry {

    /** Fastest motion looked for, metres and radians per second, beside the guess. */
    private static final double MAX_SPEED_CHANGE = 15;
    private static final double MAX_TURN_CHANGE = 0.4;
    private static final double SLACK = 0.6;
    private static final int YAWS = 2;
    /** Edge of a vote's cell, and a cap on cells per side, metres. */
    private static final double CELL = 0.4;
    private static final int MAX_CELLS = 96;
    /** Radii within which pairs are refined, one pass each, metres. */
    private static final double[] RADII = {1.2, 0.8, 0.5, 0.5};
    /** Pairs that must agree, and their least share of the smaller side. */
    private static final int MIN_PAIRS = 4;
    private static final double MIN_SHARE = 0.15;
    /** Sizes of one object from one frame to the next, as a factor. */
    private static final double LIKE = 1.5;
    /** A world that stands is believed where it explains this share of what the tracks' own motion explains. */
    private static final double STILL = 0.9;
    /** More pairs must agree than chance gives anywhere: so many times what it gives on average come on top. */
    private static final double CHANCE = 4;
    private static final double SLOWING = 0.95;

    private final int[] votes = new int[MAX_CELLS * MAX_CELLS];
    // The best of the votes: shift and yaw.
    private double bestX;
    private double bestY;
    private double bestYaw;
    private int bestVotes;
    private int pairs;
    // Pairs that any shift would have by chance, at the density of the votes.
    private double byChance;

    /** Positions and sizes (longer side, height), metres, of what is laid on each other. */
    static final class Places {

        double[] x = new double[0];
        double[] y = new double[0];
        double[] side = new double[0];
        double[] height = new double[0];
        int count;

        void reset(int atMost) {
            count = 0;
            if (x.length < atMost) {
                x = new double[2 * atMost];
                y = new double[2 * atMost];
                side = new double[2 * atMost];
                height = new double[2 * atMost];
            }
        }

        void add(double px, double py, double longerSide, double tall) {
            x[count] = px;
            y[count] = py;
            side[count] = longerSide;
            height[count++] = tall;
        }
    }

    /**
     * Moves the LiDAR on by one frame.
     *
     * @param stood where the tracks were last seen, in their frame of reference
     * @param predicted where they should be by now
     * @param clusters where the clusters are, in the LiDAR's axes
     * @param ego the LiDAR at the last frame, replaced
     */
    void advance(Places stood, Places predicted, Places clusters, EgoState ego, double dt) {
        double guessX = ego.x + ego.vx * dt;
        double guessY = ego.y + ego.vy * dt;
        double guessYaw = ego.yaw + ego.yawRate * dt;
        int needed = (int) Math.max(MIN_PAIRS, MIN_SHARE * Math.min(stood.count, clusters.count));
        start(guessX, guessY, guessYaw);
        refine(predicted, clusters);
        int explained = pairs;
        double x = bestX;
        double y = bestY;
        double yaw = bestYaw;
        vote(stood, clusters, guessX, guessY, guessYaw, dt);
        refine(stood, clusters);
        needed += (int) Math.ceil(CHANCE * byChance);
        if (pairs >= needed && pairs >= STILL * explained) {
            ego.moveTo(bestX, bestY, bestYaw, dt);
        } else if (explained >= needed) {
            ego.moveTo(x, y, yaw, dt);
        } else {
            ego.moveTo(guessX, guessY, guessYaw, dt);
            ego.vx *= SLOWING;
            ego.vy *= SLOWING;
            ego.yawRate *= SLOWING;
        }
    }

    private void start(double x, double y, double yaw) {
        bestX = x;
        bestY = y;
        bestYaw = yaw;
    }

    private void refine(Places tracks, Places clusters) {
        for (double radius : RADII) {
            refine(tracks, clusters, radius);
        }
    }

    private void vote(Places tracks, Places clusters, double guessX, double guessY, double guessYaw, double dt) {
        double reach = Math.min(MAX_SPEED_CHANGE * dt + SLACK, CELL * (MAX_CELLS - 1) / 2);
        start(guessX, guessY, guessYaw);
        bestVotes = 0;
        for (int k = 0; k <= 2 * YAWS; k++) {
            // The guess first: others have to do better.
            int step = (k + 1) / 2 * (k % 2 == 0 ? 1 : -1);
            double yaw = guessYaw + step * MAX_TURN_CHANGE * dt / YAWS;
            Arrays.fill(votes, 0);
            int cast = cast(tracks, clusters, guessX - reach, guessY - reach, yaw, 2 * reach);
            byChance = k == 0 ? cast * Math.PI * square(RADII[RADII.length - 1] / (2 * reach)) : byChance;
            count(guessX - reach, guessY - reach, yaw, reach);
        }
    }

    private int cast(Places tracks, Places clusters, double left, double bottom, double yaw, double span) {
        double c = StrictMath.cos(yaw);
        double s = StrictMath.sin(yaw);
        int cast = 0;
        for (int j = 0; j < clusters.count; j++) {
            double qx = c * clusters.x[j] - s * clusters.y[j] + left;
            double qy = s * clusters.x[j] + c * clusters.y[j] + bottom;
            for (int i = 0; i < tracks.count; i++) {
                double dx = tracks.x[i] - qx;
                double dy = tracks.y[i] - qy;
                if (dx >= 0 && dy >= 0 && dx < span && dy < span && alike(tracks, i, clusters, j)) {
                    votes[(int) (dy / CELL) * MAX_CELLS + (int) (dx / CELL)]++;
                    cast++;
                }
            }
        }
        return cast;
    }

    /** Takes the cell with most votes in itself and its neighbours, nearest to the guess among equals. */
    private void count(double left, double bottom, double yaw, double reach) {
        int cells = Math.min(MAX_CELLS, (int) (2 * reach / CELL) + 1);
        double nearest = Double.POSITIVE_INFINITY;
        for (int row = 0; row < cells; row++) {
            for (int column = 0; column < cells; column++) {
                int sum = around(row, column, cells);
                double dx = (column + 0.5) * CELL - reach;
                double dy = (row + 0.5) * CELL - reach;
                double distance = dx * dx + dy * dy;
                if (sum > bestVotes || sum == bestVotes && sum > 0 && distance < nearest && bestYaw == yaw) {
                    bestVotes = sum;
                    nearest = distance;
                    bestX = left + (column + 0.5) * CELL;
                    bestY = bottom + (row + 0.5) * CELL;
                    bestYaw = yaw;
                }
            }
        }
    }

    private int around(int row, int column, int cells) {
        int sum = 0;
        for (int r = Math.max(0, row - 1); r <= Math.min(cells - 1, row + 1); r++) {
            for (int c = Math.max(0, column - 1); c <= Math.min(cells - 1, column + 1); c++) {
                sum += votes[r * MAX_CELLS + c];
            }
        }
        return sum;
    }

    /** One pass: nearest pairs within a radius, then the rigid motion that fits them best. */
    private void refine(Places tracks, Places clusters, double radius) {
        double c = StrictMath.cos(bestYaw);
        double s = StrictMath.sin(bestYaw);
        double weight = 0;
        double tx = 0;
        double ty = 0;
        double qx = 0;
        double qy = 0;
        double dot = 0;
        double cross = 0;
        pairs = 0;
        for (int j = 0; j < clusters.count; j++) {
            double x = c * clusters.x[j] - s * clusters.y[j] + bestX;
            double y = s * clusters.x[j] + c * clusters.y[j] + bestY;
            int i = nearest(tracks, clusters, j, x, y, radius);
            if (i >= 0) {
                // Geman and McClure's weight: far pairs hardly count.
                double r2 = square(tracks.x[i] - x) + square(tracks.y[i] - y);
                double w = 1 / square(1 + r2 / square(radius / 3));
                weight += w;
                tx += w * tracks.x[i];
                ty += w * tracks.y[i];
                qx += w * clusters.x[j];
                qy += w * clusters.y[j];
                dot += w * (tracks.x[i] * clusters.x[j] + tracks.y[i] * clusters.y[j]);
                cross += w * (tracks.y[i] * clusters.x[j] - tracks.x[i] * clusters.y[j]);
                pairs++;
            }
        }
        if (pairs >= MIN_PAIRS) {
            bestYaw = StrictMath.atan2(cross - (ty * qx - tx * qy) / weight, dot - (tx * qx + ty * qy) / weight);
            bestX = (tx - StrictMath.cos(bestYaw) * qx + StrictMath.sin(bestYaw) * qy) / weight;
            bestY = (ty - StrictMath.sin(bestYaw) * qx - StrictMath.cos(bestYaw) * qy) / weight;
        }
    }

    private static int nearest(Places tracks, Places clusters, int j, double x, double y, double radius) {
        int best = -1;
        double nearest = radius * radius;
        for (int i = 0; i < tracks.count; i++) {
            double r2 = square(tracks.x[i] - x) + square(tracks.y[i] - y);
            if (r2 < nearest && alike(tracks, i, clusters, j)) {
                nearest = r2;
                best = i;
            }
        }
        return best;
    }

    private static boolean alike(Places tracks, int i, Places clusters, int j) {
        return ratio(tracks.side[i], clusters.side[j]) <= LIKE && ratio(tracks.height[i], clusters.height[j]) <= LIKE;
    }

    /** Larger by smaller; 0.2 m on top, so that thin objects do not differ by large factors. */
    private static double ratio(double a, double b) {
        return (Math.max(a, b) + 0.2) / (Math.min(a, b) + 0.2);
    }

    private static double square(double v) {
        return v * v;
    }
}
