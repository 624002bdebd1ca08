package dev.understudy.replay.simulator.shapes;

/** Buses: one long body glazed all round. Styles: city bus, coach with a high floor, small shuttle with a nose. */
final class BusMaker implements ShapeMaker {

    @Override
    public Shape make(ClassStyle style, Dice dice, Palette palette) {
        int kind = dice.pick(style.styles());
        double length = dice.in(style.length()) * (kind == 2 ? 0.65 : 1);
        double width = dice.in(style.width()) * (kind == 2 ? 0.92 : 1);
        double height = dice.in(style.height()) * (kind == 2 ? 0.88 : 1);
        double nose = kind == 2 ? dice.uniform(0.3, 0.7) : 0;
        double clearance = dice.uniform(0.22, 0.34);
        float[] body = palette.lacquer();
        double sill = kind == 1 ? dice.uniform(0, 0.15) : dice.uniform(-0.35, -0.1);
        ShapeBuilder b = new ShapeBuilder();
        Paint shell = VehicleParts.glazed(body, palette.glass(), sill, dice.uniform(0.55, 0.75));
        b.frustum(-nose / 2, 0, (clearance + height) / 2, length - nose, width, height - clearance,
                dice.uniform(0.96, 1), -0.99, 0.96, shell);
        double skirt = clearance + (height - clearance) * 0.16;
        b.box(-nose / 2, 0, (clearance + skirt) / 2, (length - nose) * 0.998, width * 1.003, skirt - clearance,
                Paint.plain(palette.lacquer(), 0.4));
        if (nose > 0) {
            b.frustum(length / 2 - nose, 0, (clearance + height * 0.52) / 2, nose * 2, width * 0.94,
                    height * 0.52 - clearance, 0.9, -1, 0.9, Paint.plain(body, 0.45));
        }
        if (dice.chance(0.5)) {
            b.box(-length * dice.uniform(0, 0.25), 0, height + 0.1, length * 0.22, width * 0.7, 0.26,
                    Paint.plain(palette.lacquer(), 0.4));
        }
        VehicleParts.wheels(b, length * dice.uniform(0.26, 0.34), -length * 0.27, width, dice.uniform(0.4, 0.5));
        VehicleParts.lamps(b, length, width, 0.7);
        return b.build();
    }
}
