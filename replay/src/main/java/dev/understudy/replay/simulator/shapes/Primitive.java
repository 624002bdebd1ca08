package dev.understudy.replay.simulator.shapes;

/**
 * A solid placed in its object's frame (x forward, y left, z up, origin on the ground below the box centre).
 *
 * @param solid canonical solid
 * @param canonicalFromObject 3x4 row-major affine map from metres in the object's frame to the canonical solid
 * @param bounds min x, y, z, max x, y, z in the object's frame, metres, tight
 * @param frontTop x of a frustum's front face at z = 1, canonical
 * @param rearTop x of a frustum's rear face at z = 1, canonical
 * @param sideTop |y| of a frustum's sides at z = 1, canonical
 * @param paint surface
 */
public record Primitive(Solid solid, double[] canonicalFromObject, double[] bounds, float frontTop, float rearTop,
        float sideTop, Paint paint) {
}
