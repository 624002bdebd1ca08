package dev.understudy.perception.pairing;

import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.PairingReason;
import java.util.List;

/**
 * A LiDAR frame that leaves the pairing stage.
 *
 * @param set the frame; its {@code pairing}, {@code image_stamp_ns} and {@code camera_source} are filled
 * @param images the chosen images, best first; empty when the frame goes on alone. At present at most one
 */
public record PairingDecision(ClusterSet set, List<PairedImage> images) {

    public PairingReason reason() {
        return set.getPairing();
    }

    public boolean paired() {
        return !images.isEmpty();
    }
}
