package dev.understudy.perception.pairing;

import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.PairingReason;
import java.util.List;

/**
 * A LiDAR frame that leaves the pairing stage.
 *
 * @param set the frame; its {@code pairing}, {@code image_stamp_ns} and {@code camera_source} (of the first image) are
 *     filled
 * @param images the chosen images, at most one of each camera, nearest first; empty when the frame goes on alone
 */
public record PairingDecision(ClusterSet set, List<PairedImage> images) {

    public PairingReason reason() {
        return set.getPairing();
    }

    public boolean paired() {
        return !images.isEmpty();
    }
}
