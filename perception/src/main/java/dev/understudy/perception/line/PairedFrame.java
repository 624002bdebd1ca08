package dev.understudy.perception.line;

import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.pairing.PairingDecision;
import java.util.List;

/**
 * A LiDAR frame on its way from pairing to projection.
 *
 * @param robot robot id
 * @param decision the frame with all its clusters, and the images chosen for it, if any
 * @param mounts every calibration of the robot known by now
 */
public record PairedFrame(String robot, PairingDecision decision, List<CameraMount> mounts) {
}
