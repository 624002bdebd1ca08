package dev.understudy.replay.simulator.shapes;

/** People on foot. Styles: plain walker, with a load on the back, under an umbrella, pushing a cart. */
final class PedestrianMaker implements ShapeMaker {

    @Override
    public Shape make(ClassStyle style, Dice dice, Palette palette) {
        int kind = dice.pick(style.styles());
        Figure figure = Figure.draw(dice, palette);
        double height = dice.in(style.height());
        double hip = height * 0.5;
        double shoulder = height * 0.83;
        double stride = dice.uniform(0, 0.32) * height / 1.75;
        ShapeBuilder b = new ShapeBuilder();
        figure.leg(b, 0, hip, 0.1, stride, 0.04);
        figure.leg(b, 0, hip, -0.1, -stride, 0.04);
        double lean = dice.bell(0.04);
        figure.upperBody(b, 0, hip * 0.95, shoulder, lean);
        double swing = dice.uniform(-0.3, 0.3);
        double reach = kind == 3 ? 0.45 : swing;
        double hand = kind == 3 ? shoulder * 0.68 : hip * 0.95;
        double span = 0.25 * figure.bulk();
        figure.arm(b, lean, span, shoulder * 0.97, reach, span * 1.1, hand);
        figure.arm(b, lean, -span, shoulder * 0.97, kind == 3 ? reach : -reach, -span * 1.1, hand);
        switch (kind) {
            case 1 -> b.box(-0.24, 0, (hip + shoulder) / 2, 0.24, dice.uniform(0.28, 0.42), (shoulder - hip) * 0.95,
                    Paint.plain(palette.cloth(), 0.3));
            case 2 -> umbrella(b, dice, palette, height);
            case 3 -> cart(b, dice, palette);
            default -> { }
        }
        return b.build();
    }

    private static void umbrella(ShapeBuilder b, Dice dice, Palette palette, double height) {
        double r = dice.uniform(0.4, 0.6);
        b.ellipsoid(0.1, 0, height + 0.16, r, r, 0.16, Paint.plain(palette.cloth(), 0.35));
        b.pillar(0.18, 0.1, height * 0.6, height + 0.2, 0.02, Paint.plain(Palette.METAL, 0.4));
    }

    private static void cart(ShapeBuilder b, Dice dice, Palette palette) {
        Paint shell = Paint.plain(palette.cloth(), 0.35);
        double h = dice.uniform(0.4, 0.6);
        b.frustum(0.8, 0, 0.4 + h / 2, 0.65, 0.45, h, 1, -0.7, 1, shell);
        VehicleParts.wheels(b, 1.0, 0.6, 0.5, 0.13);
        b.limb(0.5, 0, 0.75, 0.45, 0, 1.0, 0.03, Paint.plain(Palette.METAL, 0.3));
    }
}
