package dev.understudy.replay.simulator.shapes;

/** Passenger cars. Styles: hatchback, saloon, off-roader, people carrier (as boxy as a small van). */
final class CarMaker implements ShapeMaker {

    /** Per style: cabin start and end as shares of the length from the rear, belt line as a share of the height. */
    private static final double[][] CABIN = {
        {0.02, 0.70, 0.58}, {0.14, 0.70, 0.60}, {0.02, 0.70, 0.58}, {0.01, 0.82, 0.52}};
    /** Per style: how far windscreen and rear window lean, canonical x at the roof. */
    private static final double[][] LEAN = {{0.45, -0.75}, {0.35, -0.5}, {0.6, -0.9}, {0.5, -0.92}};

    @Override
    public Shape make(ClassStyle style, Dice dice, Palette palette) {
        int kind = dice.pick(style.styles());
        double length = dice.in(style.length()) * (kind == 1 ? 1.07 : 1);
        double width = dice.in(style.width());
        double height = dice.in(style.height()) * (kind == 2 ? 1.12 : kind == 3 ? 1.15 : 1);
        double[] cabin = CABIN[kind];
        double belt = height * (cabin[2] + dice.bell(0.02));
        double clearance = dice.uniform(0.16, 0.24) + (kind == 2 ? 0.08 : 0);
        float[] body = palette.lacquer();
        Paint lacquer = dice.chance(0.25)
                ? Paint.of(Texture.STRIPE, body, palette.lacquer(), -0.6, -0.1, 0.45) : Paint.plain(body, 0.45);
        float[] roof = dice.chance(0.2) ? palette.lacquer() : body;
        ShapeBuilder b = new ShapeBuilder();
        b.frustum(0, 0, (clearance + belt) / 2, length, width, belt - clearance, 0.95, -0.96, 0.95, lacquer);
        double rear = length * (cabin[0] - 0.5);
        double front = length * (cabin[1] + dice.bell(0.02) - 0.5);
        b.frustum((rear + front) / 2, 0, (belt + height) / 2, front - rear, width * 0.93, height - belt,
                LEAN[kind][0] + dice.bell(0.05), LEAN[kind][1], 0.78, VehicleParts.glazed(roof, palette.glass(),
                -0.85, 0.72));
        double radius = dice.uniform(0.29, 0.36);
        VehicleParts.wheels(b, length * 0.32, -length * 0.31, width, radius);
        VehicleParts.lamps(b, length, width, clearance + (belt - clearance) * 0.6);
        if (dice.chance(0.2)) {
            b.box(0, 0, height + 0.1, length * 0.4, width * 0.7, 0.2, Paint.plain(palette.lacquer(), 0.3));
        }
        return b.build();
    }
}
