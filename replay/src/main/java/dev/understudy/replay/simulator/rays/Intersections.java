package dev.understudy.replay.simulator.rays;

import dev.understudy.replay.simulator.shapes.Solid;

/**
 * Where a ray from outside enters a canonical solid: the ray parameter, or {@link #MISS}. Directions need not be
 * unit vectors; a ray that starts inside misses.
 */
final class Intersections {

    /** Larger than any distance in a street, metres. */
    static final float MISS = 1e9f;

    private Intersections() {
    }

    static float enter(Solid solid, PosedPrimitive p, float dx, float dy, float dz) {
        return switch (solid) {
            case BOX -> box(p.ox, p.oy, p.oz, dx, dy, dz);
            case CYLINDER -> cylinder(p.ox, p.oy, p.oz, dx, dy, dz);
            case ELLIPSOID -> sphere(p.ox, p.oy, p.oz, dx, dy, dz);
            case FRUSTUM -> frustum(p, dx, dy, dz);
        };
    }

    static float box(float ox, float oy, float oz, float dx, float dy, float dz) {
        float ix = 1 / dx;
        float iy = 1 / dy;
        float iz = 1 / dz;
        float nx = Math.abs(ix);
        float ny = Math.abs(iy);
        float nz = Math.abs(iz);
        float enter = Math.max(-ox * ix - nx, Math.max(-oy * iy - ny, -oz * iz - nz));
        float leave = Math.min(-ox * ix + nx, Math.min(-oy * iy + ny, -oz * iz + nz));
        return enter <= leave && enter > 0 ? enter : MISS;
    }

    static float sphere(float ox, float oy, float oz, float dx, float dy, float dz) {
        float a = dx * dx + dy * dy + dz * dz;
        float b = ox * dx + oy * dy + oz * dz;
        float c = ox * ox + oy * oy + oz * oz - 1;
        float q = b * b - a * c;
        if (q < 0 || c < 0) {
            return MISS;
        }
        float t = (-b - (float) Math.sqrt(q)) / a;
        return t > 0 ? t : MISS;
    }

    static float cylinder(float ox, float oy, float oz, float dx, float dy, float dz) {
        float a = dx * dx + dy * dy;
        float b = ox * dx + oy * dy;
        float q = b * b - a * (ox * ox + oy * oy - 1);
        if (q < 0) {
            return MISS;
        }
        float root = (float) Math.sqrt(q);
        float iz = 1 / dz;
        float nz = Math.abs(iz);
        float enter = Math.max((-b - root) / a, -oz * iz - nz);
        float leave = Math.min((-b + root) / a, -oz * iz + nz);
        return enter <= leave && enter > 0 ? enter : MISS;
    }

    private static float frustum(PosedPrimitive p, float dx, float dy, float dz) {
        float iz = 1 / dz;
        float nz = Math.abs(iz);
        float enter = -p.oz * iz - nz;
        float leave = -p.oz * iz + nz;
        // Each leaning face is the half-space n * axis + lean * z <= offset, lean = (1 - top) / 2.
        for (int face = 0; face < 4; face++) {
            float lean = p.lean[face];
            float o = (face == 0 ? p.ox : face == 1 ? -p.ox : face == 2 ? p.oy : -p.oy) + lean * p.oz - 1 + lean;
            float d = (face == 0 ? dx : face == 1 ? -dx : face == 2 ? dy : -dy) + lean * dz;
            float t = -o / d;
            if (d < 0) {
                enter = Math.max(enter, t);
            } else if (d > 0) {
                leave = Math.min(leave, t);
            } else if (o > 0) {
                return MISS;
            }
        }
        return enter <= leave && enter > 0 ? enter : MISS;
    }
}
