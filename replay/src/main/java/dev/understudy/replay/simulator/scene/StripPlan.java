package dev.understudy.replay.simulator.scene;

import dev.understudy.replay.simulator.shapes.ObjectClass;
import dev.understudy.replay.simulator.shapes.Range;
import java.util.Map;

/**
 * One row of objects along the street: a lane, a row of parked cars, lamp posts, people walking one way, facades.
 *
 * @param lateral distance of the row from the middle of the road, positive = left of the robot, metres
 * @param speed along the street, metres/second, negative = oncoming
 * @param speedSpread standard deviation of single objects' speed, metres/second
 * @param gap free length between neighbours, metres
 * @param yaw standard deviation of the heading about the row's direction, radians
 * @param sideways standard deviation of the lateral place, metres
 * @param across share of objects that stand across the row
 * @param kinds weights of the classes
 */
public record StripPlan(double lateral, double speed, double speedSpread, Range gap, double yaw, double sideways,
        double across, Map<ObjectClass, Double> kinds) {

    public StripPlan {
        kinds = Map.copyOf(kinds);
    }
}
