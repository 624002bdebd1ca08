package dev.understudy.replay.simulator.shapes;

/** People on bicycles. Styles: upright, bent low, cargo bicycle with a box in front. */
final class CyclistMaker implements ShapeMaker {

    @Override
    public Shape make(ClassStyle style, Dice dice, Palette palette) {
        int kind = dice.pick(style.styles());
        Figure figure = Figure.draw(dice, palette);
        double radius = dice.uniform(0.3, 0.36);
        double reach = dice.in(style.length()) / 2 - radius;
        double height = dice.in(style.height());
        Paint frame = Paint.plain(palette.lacquer(), 0.4);
        Paint tyre = Paint.plain(Palette.RUBBER, 0.1);
        ShapeBuilder b = new ShapeBuilder();
        double box = kind == 2 ? dice.uniform(0.5, 0.8) : 0;
        b.wheel(-reach, 0, radius, 0.05, tyre);
        b.wheel(reach + box, 0, kind == 2 ? radius * 0.75 : radius, 0.05, tyre);
        double saddle = height * 0.53;
        double bars = height * 0.6;
        double grip = reach - 0.12;
        b.limb(-reach, 0, radius, -0.15, 0, saddle - 0.08, 0.025, frame);
        b.limb(-0.05, 0, radius * 0.85, -0.18, 0, saddle, 0.025, frame);
        b.limb(-0.05, 0, radius * 0.85, grip, 0, bars - 0.1, 0.03, frame);
        b.limb(reach, 0, radius, grip, 0, bars, 0.025, frame);
        b.bar(grip, 0, bars, 0.02, dice.uniform(0.45, 0.65), frame);
        double lean = kind == 1 ? dice.uniform(0.35, 0.5) : dice.uniform(0.1, 0.25);
        double shoulder = Math.max(saddle + 0.3, height - 0.27 - (kind == 1 ? 0.12 : 0));
        figure.upperBody(b, -0.17, saddle * 0.97, shoulder, lean);
        for (int side = -1; side <= 1; side += 2) {
            figure.arm(b, -0.17 + lean, side * 0.2, shoulder * 0.96, grip, side * 0.25, bars);
            figure.leg(b, -0.15, saddle, side * 0.1, 0.0, radius + side * dice.uniform(0.05, 0.17));
        }
        if (kind == 2) {
            b.box(reach + box * 0.2, 0, 0.55, box + 0.2, dice.uniform(0.5, 0.65), dice.uniform(0.4, 0.6),
                    Paint.plain(palette.lacquer(), 0.4));
        } else if (dice.chance(0.3)) {
            b.box(-reach, 0, radius * 2 + 0.2, 0.4, dice.uniform(0.25, 0.5), 0.3, Paint.plain(palette.cloth(), 0.35));
        }
        return b.build();
    }
}
