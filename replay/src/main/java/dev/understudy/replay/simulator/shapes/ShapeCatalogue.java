package dev.understudy.replay.simulator.shapes;

import java.util.Map;

/** One maker per class. */
public final class ShapeCatalogue {

    private static final Map<ObjectClass, ShapeMaker> MAKERS = Map.of(
            ObjectClass.CAR, new CarMaker(),
            ObjectClass.VAN, new VanMaker(),
            ObjectClass.TRUCK, new TruckMaker(),
            ObjectClass.BUS, new BusMaker(),
            ObjectClass.PEDESTRIAN, new PedestrianMaker(),
            ObjectClass.CYCLIST, new CyclistMaker(),
            ObjectClass.MOTORCYCLE, new MotorcycleMaker(),
            ObjectClass.POLE, new PoleMaker(),
            ObjectClass.VEGETATION, new VegetationMaker(),
            ObjectClass.BUILDING, new BuildingMaker());

    private ShapeCatalogue() {
    }

    /** Draws an object of {@code kind} as it looks in {@code city}. */
    public static Shape draw(ObjectClass kind, City city, Dice dice) {
        return MAKERS.get(kind).make(city.style(kind), dice, new Palette(dice, city));
    }
}
