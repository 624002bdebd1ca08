package dev.understudy.replay.simulator.scene;

import dev.understudy.replay.simulator.shapes.City;
import dev.understudy.replay.simulator.shapes.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A street that goes on forever along the world's x axis; only the part near the robot exists. Deterministic in
 * the dice it is given and the sequence of calls.
 */
public final class Street {

    /** Free space kept before and behind the robot's own LiDAR, and beside it, metres. */
    private static final double CLEARANCE_AHEAD = 6;
    private static final double CLEARANCE_SIDE = 1.6;

    private final List<Strip> strips = new ArrayList<>();
    private final Ground ground;
    private final double behind;
    private final double ahead;

    /**
     * @param speed the robot's speed, metres/second
     * @param behind length of the street that exists behind the robot, metres
     * @param ahead length of the street that exists before the robot, metres
     * @param tracks source of ids for new objects
     */
    public Street(StreetPlan plan, City city, double speed, double behind, double ahead, Dice dice,
            LongSupplier tracks) {
        ground = new Ground(StreetPlan.KERB, plan.pavement());
        this.behind = behind;
        this.ahead = ahead;
        for (StripPlan strip : plan.strips(speed)) {
            strips.add(new Strip(strip, city, ground.height(strip.lateral()), dice.split(), tracks));
        }
    }

    /** Moves everything on by {@code seconds} and lets the street follow the robot. */
    public void advance(double seconds, double robotX) {
        for (Strip strip : strips) {
            strip.advance(seconds, robotX - behind, robotX + ahead);
        }
    }

    /** Everything that stands or moves there, except what would be in the robot's own place. */
    public List<SceneObject> objects(double robotX, double robotY) {
        List<SceneObject> out = new ArrayList<>();
        for (Strip strip : strips) {
            for (SceneObject o : strip.objects()) {
                boolean collides = Math.abs(o.x() - robotX) < o.footprint() / 2 + CLEARANCE_AHEAD
                        && Math.abs(o.y() - robotY) < CLEARANCE_SIDE;
                if (!collides) {
                    out.add(o);
                }
            }
        }
        return out;
    }

    public Ground ground() {
        return ground;
    }
}
