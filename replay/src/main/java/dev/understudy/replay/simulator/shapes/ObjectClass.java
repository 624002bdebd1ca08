package dev.understudy.replay.simulator.shapes;

import java.util.Locale;

/** Kinds of object the street is made of, in the order of the road taxonomy. */
public enum ObjectClass {
    CAR, VAN, TRUCK, BUS, PEDESTRIAN, CYCLIST, MOTORCYCLE, POLE, VEGETATION, BUILDING;

    /** Name in the taxonomy. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
