package dev.understudy.replay.simulator.shapes;

/** Vans. Styles: panel van with a short bonnet, minibus with windows all round, small car-derived van. */
final class VanMaker implements ShapeMaker {

    @Override
    public Shape make(ClassStyle style, Dice dice, Palette palette) {
        int kind = dice.pick(style.styles());
        double small = kind == 2 ? 0.84 : 1;
        double length = dice.in(style.length()) * small;
        double width = dice.in(style.width()) * (kind == 2 ? 0.94 : 1);
        double height = dice.in(style.height()) * small;
        double bonnet = length * dice.uniform(0.12, 0.2);
        double clearance = dice.uniform(0.2, 0.3);
        double belt = clearance + (height - clearance) * dice.uniform(0.4, 0.5);
        float[] body = palette.lacquer();
        float[] glass = palette.glass();
        ShapeBuilder b = new ShapeBuilder();
        b.frustum(0, 0, (clearance + belt) / 2, length, width, belt - clearance, 0.97, -1, 0.98,
                Paint.plain(body, 0.45));
        Paint side = kind == 1 ? VehicleParts.glazed(body, glass, -0.7, 0.35)
                : Paint.of(Texture.STRIPE, body, dice.chance(0.5) ? palette.lacquer() : body, -0.5, 0.2, 0.45);
        double upper = length - bonnet;
        double cab = Math.min(upper * 0.5, 1.1 + bonnet);
        b.box(-length / 2 + (upper - cab) / 2, 0, (belt + height) / 2, upper - cab, width * 0.97, height - belt, side);
        b.frustum(length / 2 - bonnet - cab / 2, 0, (belt + height) / 2, cab, width * 0.96, height - belt,
                dice.uniform(-0.1, 0.35), -1, 0.9, VehicleParts.glazed(body, glass, -0.85, 0.5));
        VehicleParts.wheels(b, length * 0.32, -length * 0.3, width, dice.uniform(0.31, 0.38));
        VehicleParts.lamps(b, length, width, belt * 0.75);
        return b.build();
    }
}
