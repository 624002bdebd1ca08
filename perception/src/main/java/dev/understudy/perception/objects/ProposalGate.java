package dev.understudy.perception.objects;

import dev.understudy.perception.segmentation.Segmentation;

/**
 * Cheap geometric limits that decide which clusters go to inference: whatever may be a road user, a pole, a plant or a
 * piece of building of about that size, but neither specks nor street fronts, tree crowns or kerbs. Lengths in
 * metres.
 *
 * @param points fewest points
 * @param extent of the box
 * @param maxRange farthest box centre from the sensor, in the ground plane
 * @param maxBottom highest lowest point above the ground
 * @param minTop lowest highest point above the ground
 * @param maxObjects most objects per frame; the nearest are kept
 */
public record ProposalGate(Points points, Extent extent, double maxRange, double maxBottom, double minTop,
        int maxObjects) {

    /**
     * Fewest points worth classifying; between {@code nearTo} and {@code farFrom} the limit falls evenly.
     *
     * @param near fewest close by; by default 20, where the recall rule for KITTI objects begins
     * @param far the same from {@code farFrom} on
     * @param nearTo range up to which {@code near} holds
     * @param farFrom range from which {@code far} holds
     */
    public record Points(int near, int far, double nearTo, double farFrom) {

        public Points {
            if (far > near || !(farFrom > nearTo)) {
                throw new IllegalArgumentException("points: far must be at most near, and farFrom beyond nearTo");
            }
        }

        double at(double range) {
            double part = Math.max(0, Math.min(1, (range - nearTo) / (farFrom - nearTo)));
            return near + part * (far - near);
        }
    }

    /**
     * Limits of the box.
     *
     * @param maxLength longest horizontal side (an articulated lorry has 18.75)
     * @param maxWidth longest shorter side (a lorry has 2.55, but two parked cars may be one cluster)
     * @param minHeight smallest vertical extent
     * @param maxHeight largest vertical extent
     */
    public record Extent(double maxLength, double maxWidth, double minHeight, double maxHeight) {
    }

    public ProposalGate {
        if (maxObjects < 1) {
            throw new IllegalArgumentException("maxObjects must be at least 1, got " + maxObjects);
        }
    }

    /**
     * Fixed on three KITTI object frames, and the even frames of a KITTI and a PandaSet drive. A real 360 degree scan
     * has some hundred proposals: a cap below that would leave out cars ahead.
     */
    public static ProposalGate defaults() {
        return new ProposalGate(new Points(20, 10, 25, 30), new Extent(19, 4.5, 0.05, 5), 45, 1.75, 0.6, 128);
    }

    public ProposalGate withMaxObjects(int objects) {
        return new ProposalGate(points, extent, maxRange, maxBottom, minTop, objects);
    }

    /** Tells whether one cluster of a frame is a proposal; the cap on objects is not looked at. */
    public boolean accepts(Segmentation frame, int id) {
        return frame.size(id) >= points.at(frame.range(id)) && frame.range(id) <= maxRange
                && frame.length(id) <= extent.maxLength() && frame.width(id) <= extent.maxWidth()
                && frame.height(id) >= extent.minHeight() && frame.height(id) <= extent.maxHeight()
                && frame.bottomAboveGround(id) <= maxBottom && frame.topAboveGround(id) >= minTop;
    }
}
