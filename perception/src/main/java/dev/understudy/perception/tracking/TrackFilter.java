package dev.understudy.perception.tracking;

import dev.understudy.proto.v1.Track;
import java.util.Arrays;

/**
 * Constant-velocity Kalman filters of many objects side by side: state x, y, vx, vy (metres, metres per second) and
 * covariance, in flat arrays that grow and are reused. Motion noise is white acceleration; a measurement is a position
 * with equal, independent errors on both axes.
 */
final class TrackFilter {

    private static final int STATE = 4;
    private static final int COVARIANCE = 16;

    private double[] x = new double[0];
    private double[] p = new double[0];

    /** Loads a track and moves it on by {@code dt} seconds. */
    void predict(int i, Track track, double dt, double accelerationSigma) {
        reserve(i);
        for (int k = 0; k < STATE; k++) {
            x[STATE * i + k] = track.getState(k);
        }
        for (int k = 0; k < COVARIANCE; k++) {
            p[COVARIANCE * i + k] = track.getCovariance(k);
        }
        x[STATE * i] += dt * x[STATE * i + 2];
        x[STATE * i + 1] += dt * x[STATE * i + 3];
        int b = COVARIANCE * i;
        // P <- F P F' with F = [I dt*I; 0 I]: first the rows, then the columns.
        for (int c = 0; c < 4; c++) {
            p[b + c] += dt * p[b + 8 + c];
            p[b + 4 + c] += dt * p[b + 12 + c];
        }
        for (int r = 0; r < 4; r++) {
            p[b + 4 * r] += dt * p[b + 4 * r + 2];
            p[b + 4 * r + 1] += dt * p[b + 4 * r + 3];
        }
        double q = accelerationSigma * accelerationSigma;
        for (int axis = 0; axis < 2; axis++) {
            int v = axis + 2;
            p[b + 5 * axis] += q * dt * dt * dt * dt / 4;
            p[b + 4 * axis + v] += q * dt * dt * dt / 2;
            p[b + 4 * v + axis] += q * dt * dt * dt / 2;
            p[b + 5 * v] += q * dt * dt;
        }
    }

    /** Starts a track at rest at a position. */
    void start(int i, double px, double py, double positionSigma, double speedSigma) {
        reserve(i);
        Arrays.fill(x, STATE * i, STATE * (i + 1), 0);
        Arrays.fill(p, COVARIANCE * i, COVARIANCE * (i + 1), 0);
        x[STATE * i] = px;
        x[STATE * i + 1] = py;
        for (int axis = 0; axis < 2; axis++) {
            p[COVARIANCE * i + 5 * axis] = positionSigma * positionSigma;
            p[COVARIANCE * i + 5 * (axis + 2)] = speedSigma * speedSigma;
        }
    }

    double x(int i) {
        return x[STATE * i];
    }

    double y(int i) {
        return x[STATE * i + 1];
    }

    /** Lets a track that was taken to stand have moved at a velocity for the last {@code dt} seconds. */
    void move(int i, double vx, double vy, double dt) {
        x[STATE * i] += vx * dt;
        x[STATE * i + 1] += vy * dt;
        x[STATE * i + 2] = vx;
        x[STATE * i + 3] = vy;
    }

    double distance(int i, double px, double py) {
        return StrictMath.hypot(px - x[STATE * i], py - x[STATE * i + 1]);
    }

    /** Squared Mahalanobis distance of a measured position from the prediction. */
    double mahalanobis(int i, double px, double py, double positionSigma) {
        double r = positionSigma * positionSigma;
        int b = COVARIANCE * i;
        double sxx = p[b] + r;
        double sxy = 0.5 * (p[b + 1] + p[b + 4]);
        double syy = p[b + 5] + r;
        double dx = px - x[STATE * i];
        double dy = py - x[STATE * i + 1];
        return (syy * dx * dx - 2 * sxy * dx * dy + sxx * dy * dy) / (sxx * syy - sxy * sxy);
    }

    /** Natural logarithm of the area of uncertainty about a measured position, in square metres. */
    double logUncertainty(int i, double positionSigma) {
        double r = positionSigma * positionSigma;
        int b = COVARIANCE * i;
        double sxy = 0.5 * (p[b + 1] + p[b + 4]);
        return StrictMath.log((p[b] + r) * (p[b + 5] + r) - sxy * sxy);
    }

    /** Corrects a track by a measured position. */
    void update(int i, double px, double py, double positionSigma) {
        double r = positionSigma * positionSigma;
        // The axes' errors are independent, so the two coordinates may be taken in one after the other.
        correct(i, 0, px, r);
        correct(i, 1, py, r);
    }

    private void correct(int i, int axis, double measured, double r) {
        int b = COVARIANCE * i;
        double s = p[b + 5 * axis] + r;
        double error = measured - x[STATE * i + axis];
        double k0 = p[b + axis] / s;
        double k1 = p[b + 4 + axis] / s;
        double k2 = p[b + 8 + axis] / s;
        double k3 = p[b + 12 + axis] / s;
        x[STATE * i] += k0 * error;
        x[STATE * i + 1] += k1 * error;
        x[STATE * i + 2] += k2 * error;
        x[STATE * i + 3] += k3 * error;
        for (int c = 0; c < 4; c++) {
            double row = p[b + 4 * axis + c];
            p[b + c] -= k0 * row;
            p[b + 4 + c] -= k1 * row;
            p[b + 8 + c] -= k2 * row;
            p[b + 12 + c] -= k3 * row;
        }
    }

    /** Writes state and covariance into a track. */
    void store(int i, Track.Builder track) {
        track.clearState().clearCovariance();
        for (int k = 0; k < STATE; k++) {
            track.addState(x[STATE * i + k]);
        }
        for (int k = 0; k < COVARIANCE; k++) {
            track.addCovariance(p[COVARIANCE * i + k]);
        }
    }

    private void reserve(int i) {
        if (x.length < STATE * (i + 1)) {
            x = Arrays.copyOf(x, 2 * STATE * (i + 1));
            p = Arrays.copyOf(p, 2 * COVARIANCE * (i + 1));
        }
    }
}
