package dev.understudy.perception.pairing;

import java.util.ArrayList;
import java.util.List;

/**
 * What one step of {@link FramePairing} decided.
 *
 * @param decisions LiDAR frames that leave, by LiDAR stamp
 * @param dropped LiDAR frames that go no further
 * @param images images whose fate is settled
 */
public record PairingResult(List<PairingDecision> decisions, List<DroppedFrame> dropped, List<CameraOutcome> images) {

    PairingResult() {
        this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    public boolean isEmpty() {
        return decisions.isEmpty() && dropped.isEmpty() && images.isEmpty();
    }
}
