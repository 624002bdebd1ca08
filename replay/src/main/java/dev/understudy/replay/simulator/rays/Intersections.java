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
        // By the distance of the ray from the centre: b² - ac would cancel for small things far away.
        float cx = oy * dz - oz * dy;
        float cy = oz * dx - ox * dz;
        float cz = ox * dy - oy * dx;
        float q = a - (cx * cx + cy * cy + cz * cz);
        if (q < 0 || ox * ox + oy * oy + oz * oz < 1) {
            return MISS;
        }
        float t = (-b - (float) Math.sqrt(q)) / a;
        return t > 0 ? t : MISS;
    }

    static float cylinder(float ox, float oy, float oz, float dx, float dy, float dz) {
        float a = dx * dx + dy * dy;
        float b = ox * dx + oy * dy;
        float aside = ox * dy - oy * dx;
        float q = a - aside * aside;
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

    /** Each leaning face is the half-space n * axis + lean * (z + 1) <= 1; at infinity where the ray runs along it. */
    private static float frustum(PosedPrimitive p, float dx, float dy, float dz) {
        float iz = 1 / dz;
        float nz = Math.abs(iz);
        float enter = -p.oz * iz - nz;
        float leave = -p.oz * iz + nz;
        float df = dx + p.front * dz;
        float dr = -dx + p.rear * dz;
        float dl = dy + p.side * dz;
        float dg = -dy + p.side * dz;
        float tf = -p.outFront / df;
        float tr = -p.outRear / dr;
        float tl = -p.outLeft / dl;
        float tg = -p.outRight / dg;
        enter = Math.max(Math.max(df < 0 ? tf : enter, dr < 0 ? tr : enter),
                Math.max(Math.max(dl < 0 ? tl : enter, dg < 0 ? tg : enter), enter));
        leave = Math.min(Math.min(df < 0 ? leave : tf, dr < 0 ? leave : tr),
                Math.min(Math.min(dl < 0 ? leave : tl, dg < 0 ? leave : tg), leave));
        return enter <= leave && enter > 0 ? enter : MISS;
    }
}
