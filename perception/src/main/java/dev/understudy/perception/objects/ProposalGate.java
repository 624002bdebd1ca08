package dev.understudy.perception.objects;

import dev.understudy.perception.segmentation.Segmentation;

/**
 * Cheap geometric limits that decide which clusters go to inference: whatever may be a road user, a pole, a plant or a
 * piece of building of about that size, but neither specks nor street fronts, tree crowns or kerbs. Lengths in
 * metres.
 *
 * @param minPoints fewest points worth classifying close by; by default 20, where the recall rule for KITTI
 *     objects begins
 * @param minPointsFar the same from {@code farFrom} on; between {@code nearTo} and there the limit falls evenly
 * @param nearTo range up to which {@code minPoints} holds
 * @param farFrom range from which {@code minPointsFar} holds
 * @param maxRange farthest box centre from the sensor, in the ground plane
 * @param maxLength longest horizontal side (an articulated lorry has 18.75)
 * @param maxWidth longest shorter side (a lorry has 2.55, but two parked cars may be one cluster)
 * @param minHeight smallest vertical extent
 * @param maxHeight largest vertical extent
 * @param maxBottom highest lowest point above the ground
 * @param minTop lowest highest point above the ground
 * @param maxObjects most objects per frame; the nearest are kept
 */
public record ProposalGate(int minPoints, int minPointsFar, double nearTo, double farFrom, double maxRange,
        double maxLength, double maxWidth, double minHeight, double maxHeight, double maxBottom, double minTop,
        int maxObjects) {

    public ProposalGate {
        if (maxObjects < 1) {
            throw new IllegalArgumentException("maxObjects must be at least 1, got " + maxObjects);
        }
        if (minPointsFar > minPoints || !(farFrom > nearTo)) {
            throw new IllegalArgumentException("minPointsFar must be at most minPoints, and farFrom beyond nearTo");
        }
    }

    /** Fixed on three KITTI object frames, and the even frames of a KITTI and a PandaSet drive. */
    public static ProposalGate defaults() {
        return new ProposalGate(20, 10, 25, 30, 45, 19, 4.5, 0.05, 5, 1.75, 0.6, 96);
    }

    public ProposalGate withMaxObjects(int objects) {
        return new ProposalGate(minPoints, minPointsFar, nearTo, farFrom, maxRange, maxLength, maxWidth, minHeight,
                maxHeight, maxBottom, minTop, objects);
    }

    /** Says whether one cluster of a frame is a proposal; the cap on objects is not looked at. */
    public boolean accepts(Segmentation frame, int id) {
        return frame.size(id) >= minPointsAt(frame.range(id)) && frame.range(id) <= maxRange
                && frame.length(id) <= maxLength && frame.width(id) <= maxWidth
                && frame.height(id) >= minHeight && frame.height(id) <= maxHeight
                && frame.bottomAboveGround(id) <= maxBottom && frame.topAboveGround(id) >= minTop;
    }

    private double minPointsAt(double range) {
        double part = Math.max(0, Math.min(1, (range - nearTo) / (farFrom - nearTo)));
        return minPoints + part * (minPointsFar - minPoints);
    }
}
