package dev.understudy.replay.studio;

import dev.understudy.perception.camera.CameraMount.Intrinsics;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.simulator.rays.PinholeRays;
import dev.understudy.replay.simulator.rays.RayCaster;
import dev.understudy.replay.simulator.scene.Ground;
import dev.understudy.replay.simulator.scene.SceneObject;
import dev.understudy.replay.simulator.shapes.Dice;
import dev.understudy.replay.simulator.shapes.ObjectClass;
import dev.understudy.replay.simulator.shapes.Range;
import dev.understudy.replay.simulator.shapes.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Points on the surface of one object as a domain's LiDAR gives them. Buffers are reused; not thread-safe. */
final class ObjectScanner {

    private static final int GRID = 64; // rays across and up
    private static final double FIELD_OF_VIEW = 40; // degrees
    private static final float REACH = 300; // metres
    private static final int SIDES = 4;
    /** Fewer points than this are no object yet: more rings are taken. */
    private static final int LEAST = 24;
    private static final Range ELEVATION = Range.of(0.02, 0.2); // radians
    private static final Range CLUTTER = Range.of(0.1, 0.3); // points of the ground over points of the object
    private static final double CLUTTER_MARGIN = 0.6; // metres around the object
    private static final double CLUTTER_HEIGHT = 0.12; // metres above the ground
    static final Ground FLAT = new Ground(1e6, 0);

    /** One point with the place in the grid of the ray that found it. */
    private record Hit(float x, float y, float z, int row, int column) {
    }

    private final RayCaster caster = new RayCaster(new PinholeRays(lens()), REACH);
    private final float[] direction = new float[3];

    private static Intrinsics lens() {
        double f = GRID / 2.0 / StrictMath.tan(Math.toRadians(FIELD_OF_VIEW / 2));
        return new Intrinsics(GRID, GRID, f, f, (GRID - 1) / 2.0, (GRID - 1) / 2.0, "", new double[0]);
    }

    /**
     * Scans.
     *
     * @param yaw of the object against the line of sight, radians
     * @param ease 0: as hard as it gets, 1: as easy
     * @return x, y, z of every point; the object stands at the origin and is seen along +x
     */
    float[] scan(ObjectClass kind, Shape shape, double yaw, StudioDomain.Scan scan, double ease, Dice dice) {
        List<Hit> hits = new ArrayList<>();
        for (int side = 0; side < (scan.allSides() ? SIDES : 1); side++) {
            hits.addAll(side(kind, shape, yaw, side * 2 * Math.PI / SIDES, dice));
        }
        if (!scan.allSides()) {
            hits = visible(hits, scan, ease, dice);
        }
        Collections.shuffle(hits, new Random(dice.bits()));
        int count = (int) Math.min(hits.size(), between(scan.points(), ease));
        int ground = dice.chance(scan.clutter()) ? (int) (count * dice.in(CLUTTER)) : 0;
        float[] out = new float[3 * (count + ground)];
        double noise = between(scan.noise(), 1 - ease);
        for (int i = 0; i < count; i++) {
            Hit hit = hits.get(i);
            out[3 * i] = (float) (hit.x + dice.bell(noise));
            out[3 * i + 1] = (float) (hit.y + dice.bell(noise));
            out[3 * i + 2] = (float) (hit.z + dice.bell(noise));
        }
        for (int i = count; i < count + ground; i++) {
            double reach = StrictMath.hypot(shape.length(), shape.width()) / 2 + CLUTTER_MARGIN;
            double angle = dice.uniform(0, 2 * Math.PI);
            double away = reach * dice.uniform(0.3, 1);
            out[3 * i] = (float) (away * StrictMath.cos(angle));
            out[3 * i + 1] = (float) (away * StrictMath.sin(angle));
            out[3 * i + 2] = (float) dice.uniform(0, CLUTTER_HEIGHT);
        }
        return out;
    }

    /** What one side shows, turned back so that all sides make one object. */
    private List<Hit> side(ObjectClass kind, Shape shape, double yaw, double turn, Dice dice) {
        RigidTransform pose = View.of(shape, FIELD_OF_VIEW, dice.in(ELEVATION));
        caster.cast(List.of(SceneObject.alone(kind, shape, yaw + turn)), FLAT, pose, 0);
        float c = (float) StrictMath.cos(turn);
        float s = (float) StrictMath.sin(turn);
        List<Hit> out = new ArrayList<>();
        for (int row = 0; row < GRID; row++) {
            for (int column = 0; column < GRID; column++) {
                int i = row * GRID + column;
                if (caster.hit()[i] >= 0) {
                    caster.rays().direction(row, column, direction);
                    float t = caster.depth()[i];
                    double x = pose.applyX(t * direction[0], t * direction[1], t * direction[2]);
                    double y = pose.applyY(t * direction[0], t * direction[1], t * direction[2]);
                    double z = pose.applyZ(t * direction[0], t * direction[1], t * direction[2]);
                    out.add(new Hit((float) (c * x + s * y), (float) (c * y - s * x), (float) z, row, column));
                }
            }
        }
        return out;
    }

    /** Some rings of what is not hidden; all of them where that leaves too little. */
    private static List<Hit> visible(List<Hit> hits, StudioDomain.Scan scan, double ease, Dice dice) {
        int top = hits.stream().mapToInt(Hit::row).min().orElse(0);
        int bottom = hits.stream().mapToInt(Hit::row).max().orElse(0);
        int left = hits.stream().mapToInt(Hit::column).min().orElse(0);
        int right = hits.stream().mapToInt(Hit::column).max().orElse(0);
        double rings = between(scan.rings(), ease);
        double phase = dice.uniform(0, 1);
        double hidden = between(scan.hidden(), 1 - ease) * (right - left + 1);
        boolean fromLeft = dice.chance(0.5);
        List<Hit> open = new ArrayList<>(hits.stream()
                .filter(h -> fromLeft ? h.column >= left + hidden : h.column <= right - hidden).toList());
        double spacing = Math.max(1, (bottom - top + 1) / rings);
        List<Hit> ringed = new ArrayList<>(open.stream()
                .filter(h -> ((h.row - top) / spacing + phase) % 1 < 1 / spacing).toList());
        return ringed.size() < LEAST ? open : ringed;
    }

    /** From the hard end of a range to its easy one, whichever is larger. */
    static double between(Range range, double share) {
        return range.from() + share * (range.to() - range.from());
    }
}
