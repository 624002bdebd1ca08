package dev.understudy.perception.objects;

import dev.understudy.perception.segmentation.Segmentation;

/**
 * Cheap geometric limits that decide which clusters go to inference: everything the size of a road user, a pole,
 * a plant or a piece of building, but neither specks nor whole street fronts. Lengths in metres.
 *
 * @param minPoints fewest points worth classifying; by default 20, where the recall rule for KITTI objects begins
 * @param maxRange farthest box centre from the sensor, in the ground plane
 * @param maxLength longest horizontal side (an articulated lorry has 18.75)
 * @param maxWidth longest shorter side
 * @param minHeight smallest vertical extent
 * @param maxHeight largest vertical extent
 * @param maxBottom highest lowest point above the ground
 * @param maxObjects most objects per frame; the nearest are kept
 */
public record ProposalGate(int minPoints, double maxRange, double maxLength, double maxWidth, double minHeight,
        double maxHeight, double maxBottom, int maxObjects) {

    public ProposalGate {
        if (maxObjects < 1) {
            throw new IllegalArgumentException("maxObjects must be at least 1, got " + maxObjects);
        }
    }

    public static ProposalGate defaults() {
        return new ProposalGate(20, 50, 20, 6, 0.1, 8, 1.8, 64);
    }

    public ProposalGate withMaxObjects(int objects) {
        return new ProposalGate(minPoints, maxRange, maxLength, maxWidth, minHeight, maxHeight, maxBottom, objects);
    }

    /** Says whether one cluster of a frame is a proposal; the cap on objects is not looked at. */
    public boolean accepts(Segmentation frame, int id) {
        return frame.size(id) >= minPoints && frame.range(id) <= maxRange && frame.length(id) <= maxLength
                && frame.width(id) <= maxWidth && frame.height(id) >= minHeight && frame.height(id) <= maxHeight
                && frame.bottomAboveGround(id) <= maxBottom;
    }
}
