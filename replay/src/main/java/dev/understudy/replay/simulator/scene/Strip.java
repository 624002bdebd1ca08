package dev.understudy.replay.simulator.scene;

import dev.understudy.replay.simulator.shapes.City;
import dev.understudy.replay.simulator.shapes.Dice;
import dev.understudy.replay.simulator.shapes.ObjectClass;
import dev.understudy.replay.simulator.shapes.Shape;
import dev.understudy.replay.simulator.shapes.ShapeCatalogue;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.function.LongSupplier;

/** One row of objects, kept filled within a window that travels with the robot. */
final class Strip {

    /** Objects leave the window this far outside of it, so that none flickers at its edge, metres. */
    private static final double MARGIN = 20;

    private final StripPlan plan;
    private final City city;
    private final double height;
    private final Dice dice;
    private final LongSupplier tracks;
    private final ObjectClass[] kinds;
    private final double[] weights;
    // From the rear-most to the foremost.
    private final Deque<SceneObject> row = new ArrayDeque<>();

    Strip(StripPlan plan, City city, double height, Dice dice, LongSupplier tracks) {
        this.plan = plan;
        this.city = city;
        this.height = height;
        this.dice = dice;
        this.tracks = tracks;
        // The enum's order, not the map's: iteration order must not depend on the run.
        kinds = Arrays.stream(ObjectClass.values()).filter(plan.kinds()::containsKey)
                .toArray(ObjectClass[]::new);
        weights = Arrays.stream(kinds).mapToDouble(plan.kinds()::get).toArray();
    }

    /** Moves everything on, then fills and trims the window [from, to] (world x, metres). */
    void advance(double seconds, double from, double to) {
        row.forEach(o -> o.move(seconds));
        if (row.isEmpty()) {
            append(from + dice.in(plan.gap()));
        }
        while (front(row.peekLast()) < to) {
            append(front(row.peekLast()) + dice.in(plan.gap()));
        }
        while (rear(row.peekFirst()) > from) {
            prepend(rear(row.peekFirst()) - dice.in(plan.gap()));
        }
        while (row.size() > 1 && front(row.peekFirst()) < from - MARGIN) {
            row.removeFirst();
        }
        while (row.size() > 1 && rear(row.peekLast()) > to + MARGIN) {
            row.removeLast();
        }
    }

    Collection<SceneObject> objects() {
        return row;
    }

    private void append(double rear) {
        row.addLast(draw(rear, 1));
    }

    private void prepend(double front) {
        row.addFirst(draw(front, -1));
    }

    /** Draws an object whose rear (direction 1) or front (direction -1) end is at {@code edge}. */
    private SceneObject draw(double edge, int direction) {
        ObjectClass kind = kinds[dice.pick(weights)];
        Shape shape = ShapeCatalogue.draw(kind, city, dice);
        boolean backwards = plan.speed() < 0 || plan.speed() == 0 && (plan.lateral() > 0 || dice.chance(0.2));
        double yaw = (backwards ? Math.PI : 0) + dice.bell(plan.yaw())
                + (dice.chance(plan.across()) ? Math.PI / 2 : 0);
        double c = Math.abs(StrictMath.cos(yaw));
        double s = Math.abs(StrictMath.sin(yaw));
        double half = (c * shape.length() + s * shape.width()) / 2;
        double speed = plan.speed() + dice.bell(plan.speedSpread());
        return new SceneObject(tracks.getAsLong(), kind, shape, edge + direction * half,
                plan.lateral() + dice.bell(plan.sideways()), height, yaw, speed);
    }

    private static double front(SceneObject o) {
        return o.x() + o.footprint() / 2;
    }

    private static double rear(SceneObject o) {
        return o.x() - o.footprint() / 2;
    }
}
