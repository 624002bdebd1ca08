package dev.understudy.replay.simulator.shapes;

/** Trucks: a cab, a gap and a load. Styles: box body, open flatbed with cargo, tanker, pick-up sized box. */
final class TruckMaker implements ShapeMaker {

    @Override
    public Shape make(ClassStyle style, Dice dice, Palette palette) {
        int kind = dice.pick(style.styles());
        double length = dice.in(style.length()) * (kind == 3 ? 0.78 : 1);
        double width = dice.in(style.width()) * (kind == 3 ? 0.9 : 1);
        double height = dice.in(style.height()) * (kind == 3 ? 0.82 : 1);
        double cab = dice.uniform(1.5, 2.1);
        double cabHeight = height * dice.uniform(0.72, 0.98);
        double deck = dice.uniform(0.75, 1.1);
        double gap = dice.uniform(0.15, 0.4);
        ShapeBuilder b = new ShapeBuilder();
        b.frustum((length - cab) / 2, 0, (0.35 + cabHeight) / 2, cab, width * 0.96, cabHeight - 0.35, 0.86, -1, 0.94,
                VehicleParts.glazed(palette.lacquer(), palette.glass(), 0.05, 0.72));
        double load = length - cab - gap;
        double middle = -length / 2 + load / 2;
        b.box(-cab / 4, 0, deck - 0.15, length - cab / 2, width * 0.55, 0.3, Paint.plain(Palette.METAL, 0.2));
        switch (kind) {
            case 1 -> flatbed(b, dice, palette, middle, load, width, deck, height);
            case 2 -> tank(b, palette, middle, load, width, deck, height);
            default -> b.box(middle, 0, (deck + height) / 2, load, width, height - deck,
                    Paint.of(Texture.STRIPE, palette.lacquer(), palette.lacquer(), dice.uniform(-0.8, 0),
                            dice.uniform(0, 0.6), 0.5));
        }
        double radius = dice.uniform(0.38, 0.5);
        VehicleParts.wheels(b, length / 2 - cab * 0.6, -length * 0.3, width, radius);
        if (length > 7) {
            VehicleParts.wheels(b, -length * 0.3 - radius * 2.2, -length * 0.3, width, radius);
        }
        VehicleParts.lamps(b, length, width, 0.65);
        return b.build();
    }

    private static void flatbed(ShapeBuilder b, Dice dice, Palette palette, double middle, double load, double width,
            double deck, double height) {
        Paint side = Paint.of(Texture.COURSES, palette.lacquer(), Palette.RUBBER, 0.6, 0.25, 0.35);
        b.box(middle, 0, deck + 0.2, load, width, 0.4, side);
        double top = dice.uniform(deck + 0.7, height);
        double from = dice.uniform(0.4, 0.95) * load;
        Paint cargo = Paint.of(Texture.MOTTLE, palette.bark(), palette.wall(), 0.3, 0, 0.35);
        b.frustum(middle - (load - from) / 2, 0, (deck + top) / 2, from, width * 0.85, top - deck, 0.8, -0.8, 0.8,
                cargo);
    }

    private static void tank(ShapeBuilder b, Palette palette, double middle, double load, double width, double deck,
            double height) {
        double r = Math.min((height - deck) / 2, width / 2);
        double z = deck + r;
        b.limb(middle - load / 2, 0, z, middle + load / 2, 0, z, r,
                Paint.of(Texture.PLAIN, palette.metal(), palette.lacquer(), 0, 0, 0.5));
        b.box(middle, 0, deck + r * 0.3, load * 0.95, width * 0.9, r * 0.6, Paint.plain(Palette.METAL, 0.25));
    }
}
