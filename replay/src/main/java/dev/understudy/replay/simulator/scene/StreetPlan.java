package dev.understudy.replay.simulator.scene;

import static dev.understudy.replay.simulator.shapes.ObjectClass.BUILDING;
import static dev.understudy.replay.simulator.shapes.ObjectClass.BUS;
import static dev.understudy.replay.simulator.shapes.ObjectClass.CAR;
import static dev.understudy.replay.simulator.shapes.ObjectClass.CYCLIST;
import static dev.understudy.replay.simulator.shapes.ObjectClass.MOTORCYCLE;
import static dev.understudy.replay.simulator.shapes.ObjectClass.PEDESTRIAN;
import static dev.understudy.replay.simulator.shapes.ObjectClass.POLE;
import static dev.understudy.replay.simulator.shapes.ObjectClass.TRUCK;
import static dev.understudy.replay.simulator.shapes.ObjectClass.VAN;
import static dev.understudy.replay.simulator.shapes.ObjectClass.VEGETATION;

import dev.understudy.replay.simulator.shapes.ObjectClass;
import dev.understudy.replay.simulator.shapes.Range;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Layout and liveliness of a street. The cross-section, from the middle of the road outwards: a lane, cyclists
 * and people running, parked vehicles, the kerb, posts and trees, people walking, low things, buildings.
 *
 * @param robotSpeed the robot's speed, metres/second
 * @param crowding scale of all gaps; more than 1 is a busier street
 * @param pavement height of the pavements, metres
 */
public record StreetPlan(Range robotSpeed, double crowding, double pavement) {

    /** Distance of the lanes' middles from the middle of the road, metres (half of a 3.5 m lane). */
    public static final double LANE = 1.75;
    /** Distance of the kerbs from the middle of the road, metres. */
    public static final double KERB = 7.7;

    /** Traffic in the robot's own lane is this much faster, so that nobody leads it for long. */
    private static final double OVERTAKING = 1.35;
    /** Metres/second; slower than any robot, so that nobody keeps it company. */
    private static final double CYCLING = 3.2;
    private static final double BICYCLES = 4.2;
    private static final double PARKING = 6.3;
    private static final double POSTS = 8.5;
    private static final double WALKING_OUT = 9.8;
    private static final double WALKING_BACK = 11.0;
    private static final double FRONT_GARDENS = 13.2;
    private static final double FACADES = 17.0;

    /** The rows of both sides for a robot that drives at {@code speed}. */
    List<StripPlan> strips(double speed) {
        List<StripPlan> out = new ArrayList<>();
        Map<ObjectClass, Double> traffic = kinds(CAR, 0.24, VAN, 0.18, TRUCK, 0.21, BUS, 0.24, MOTORCYCLE, 0.13);
        out.add(new StripPlan(-LANE, OVERTAKING * speed, 0, gap(16, 34), 0.02, 0.15, 0, traffic));
        out.add(new StripPlan(LANE, -0.8 * speed, 0, gap(7, 22), 0.03, 0.15, 0, traffic));
        for (int side = -1; side <= 1; side += 2) {
            out.add(new StripPlan(side * BICYCLES, side < 0 ? CYCLING : -CYCLING, 0.3, gap(7, 22), 0.06, 0.12, 0,
                    kinds(CYCLIST, 0.45, MOTORCYCLE, 0.29, PEDESTRIAN, 0.26)));
            out.add(new StripPlan(side * PARKING, 0, 0, gap(1.3, 9), 0.06, 0.08, 0.0,
                    kinds(CAR, 0.38, VAN, 0.23, TRUCK, 0.15, MOTORCYCLE, 0.13, BUS, 0.11)));
            out.add(new StripPlan(side * POSTS, 0, 0, gap(2, 6), 1.5, 0.08, 0,
                    kinds(POLE, 0.6, VEGETATION, 0.24, MOTORCYCLE, 0.06, CYCLIST, 0.06, PEDESTRIAN, 0.04)));
            out.add(new StripPlan(side * WALKING_OUT, 1.3, 0.25, gap(3.5, 12), 0.4, 0.15, 0,
                    kinds(PEDESTRIAN, 0.92, CYCLIST, 0.08)));
            out.add(new StripPlan(side * WALKING_BACK, -1.3, 0.25, gap(3.5, 12), 0.4, 0.15, 0,
                    kinds(PEDESTRIAN, 0.94, CYCLIST, 0.06)));
            out.add(new StripPlan(side * FRONT_GARDENS, 0, 0, gap(2, 7), 0.12, 0.2, 0.1,
                    kinds(VEGETATION, 0.58, BUILDING, 0.2, CAR, 0.08, VAN, 0.08, PEDESTRIAN, 0.06)));
            out.add(new StripPlan(side * FACADES, 0, 0, gap(2, 12), 0.04, 0.5, 0, kinds(BUILDING, 1.0)));
        }
        return out;
    }

    private Range gap(double from, double to) {
        return Range.of(from / Math.max(1, crowding * 0.5 + 0.5), to / crowding);
    }

    private static Map<ObjectClass, Double> kinds(Object... pairs) {
        Map<ObjectClass, Double> out = new EnumMap<>(ObjectClass.class);
        for (int i = 0; i < pairs.length; i += 2) {
            out.put((ObjectClass) pairs[i], (Double) pairs[i + 1]);
        }
        return out;
    }
}
