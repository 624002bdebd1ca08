package dev.understudy.replay.simulator.shapes;

/** Motorcycles. Styles: motorcycle with rider, scooter with rider, parked without rider, rider with a top box. */
final class MotorcycleMaker implements ShapeMaker {

    @Override
    public Shape make(ClassStyle style, Dice dice, Palette palette) {
        int kind = dice.pick(style.styles());
        boolean scooter = kind == 1 || kind == 2 && dice.chance(0.4);
        double radius = scooter ? dice.uniform(0.21, 0.26) : dice.uniform(0.28, 0.33);
        double reach = dice.in(style.length()) / 2 - radius;
        float[] body = palette.lacquer();
        Paint lacquer = Paint.plain(body, 0.45);
        Paint tyre = Paint.plain(Palette.RUBBER, 0.08);
        ShapeBuilder b = new ShapeBuilder();
        b.wheel(-reach, 0, radius, 0.17, tyre);
        b.wheel(reach, 0, radius, 0.13, tyre);
        double seat = dice.uniform(0.72, 0.86);
        double bars = seat + dice.uniform(0.18, 0.3);
        double girth = dice.uniform(0.26, 0.42);
        b.box(-0.05, 0, radius + 0.12, reach * 1.1, girth, 0.38, Paint.plain(Palette.METAL, 0.3));
        b.frustum(-reach * 0.45, 0, seat - 0.12, reach * 1.2, girth * 0.9, 0.24, 0.9, -0.9, 0.8, lacquer);
        if (scooter) {
            b.box(reach * 0.62, 0, (radius + bars) / 2, 0.14, girth * 1.15, bars - radius, lacquer);
        } else {
            b.ellipsoid(reach * 0.25, 0, seat + 0.02, 0.3, girth * 0.5, 0.17, lacquer);
            b.limb(reach, 0, radius, reach * 0.6, 0, bars, 0.06, Paint.plain(Palette.METAL, 0.4));
        }
        b.bar(reach * 0.58, 0, bars, 0.03, dice.uniform(0.55, 0.8), Paint.plain(Palette.RUBBER, 0.3));
        Paint lamp = Paint.plain(new float[] {1, 1, 0.9f}, 0.6).glowing(0.6);
        b.ellipsoid(reach * 0.72, 0, bars - 0.1, 0.12, 0.12, 0.13, lamp);
        if (kind != 2) {
            rider(b, dice, palette, seat, bars, reach, dice.in(style.height()), girth);
        }
        if (kind == 3) {
            b.box(-reach - 0.05, 0, seat + 0.24, 0.45, dice.uniform(0.42, 0.6), 0.42,
                    Paint.plain(palette.lacquer(), 0.4));
        }
        return b.build();
    }

    private static void rider(ShapeBuilder b, Dice dice, Palette palette, double seat, double bars, double reach,
            double height, double girth) {
        Figure figure = Figure.draw(dice, palette);
        double lean = dice.uniform(0.05, 0.35);
        double shoulder = Math.max(seat + 0.35, height - 0.28);
        double x = -reach * 0.35;
        figure.upperBody(b, x, seat * 0.98, shoulder, lean);
        b.ellipsoid(x + lean * 1.1, 0, shoulder + 0.17, 0.15, 0.14, 0.16, Paint.plain(palette.lacquer(), 0.4));
        for (int side = -1; side <= 1; side += 2) {
            figure.arm(b, x + lean, side * 0.22, shoulder * 0.97, reach * 0.58, side * 0.3, bars);
            figure.leg(b, x, seat, side * (girth / 2 + 0.04), x + 0.15, 0.3);
        }
    }
}
