package dev.understudy.perception.pairing;

import java.time.Duration;

/**
 * Limits of {@link FramePairing}; {@link #defaults()} is their documentation.
 *
 * @param tolerance greatest distance between a LiDAR stamp and an image's stamp less its shutter offset, inclusive
 * @param cameraTimeout wall-clock wait of a LiDAR frame for its cameras; zero switches the wall clock off, so that
 *     event time alone decides (replay and evaluation)
 * @param lidarReorder how much later than newer frames a LiDAR frame may arrive and still take its place; every frame
 *     waits that long in event time. Zero: a frame older than the newest one of its sensor is late
 * @param maxPendingLidar LiDAR frames that may wait per robot; one more sends the oldest on
 * @param maxPendingCamera image references kept per robot; one more lets the oldest go
 */
public record PairingConfig(Duration tolerance, Duration cameraTimeout, Duration lidarReorder, int maxPendingLidar,
        int maxPendingCamera) {

    public PairingConfig {
        if (tolerance.isNegative() || cameraTimeout.isNegative() || lidarReorder.isNegative()) {
            throw new IllegalArgumentException(
                    "pairing: tolerance, cameraTimeout and lidarReorder must not be negative");
        }
        if (maxPendingLidar < 1 || maxPendingCamera < 1) {
            throw new IllegalArgumentException("pairing: maxPendingLidar and maxPendingCamera must be at least 1");
        }
    }

    /** Half of a 10 Hz period as tolerance, half a second of patience with a silent camera, 64 frames, 256 images. */
    public static PairingConfig defaults() {
        return new PairingConfig(Duration.ofMillis(50), Duration.ofMillis(500), Duration.ZERO, 64, 256);
    }

    /** The same limits with the wall clock off: the outcome then depends on the records alone. */
    public PairingConfig eventTimeOnly() {
        return new PairingConfig(tolerance, Duration.ZERO, lidarReorder, maxPendingLidar, maxPendingCamera);
    }
}
