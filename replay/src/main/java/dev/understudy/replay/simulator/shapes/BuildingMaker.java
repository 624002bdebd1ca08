package dev.understudy.replay.simulator.shapes;

/** Pieces of building. Styles: facade, facade with a porch, kiosk (about a van's size), garden wall, bus shelter. */
final class BuildingMaker implements ShapeMaker {

    @Override
    public Shape make(ClassStyle style, Dice dice, Palette palette) {
        ShapeBuilder b = new ShapeBuilder();
        double length = dice.in(style.length());
        double height = dice.in(style.height());
        double depth = dice.in(style.width());
        switch (dice.pick(style.styles())) {
            case 0 -> facade(b, dice, palette, length, depth, height);
            case 1 -> {
                facade(b, dice, palette, length, depth, height);
                porch(b, dice, palette, length, depth);
            }
            case 2 -> kiosk(b, dice, palette);
            case 3 -> wall(b, dice, palette, Math.min(length, dice.uniform(2.5, 6)));
            default -> shelter(b, dice, palette);
        }
        return b.build();
    }

    private static void facade(ShapeBuilder b, Dice dice, Palette palette, double length, double depth, double height) {
        float[] wall = palette.wall();
        Paint front = dice.chance(0.75)
                ? Paint.of(Texture.GRID, wall, palette.glass(), dice.uniform(1.3, 2.4), dice.uniform(1.7, 2.8), 0.35)
                : Paint.of(Texture.COURSES, wall, Palette.shade(wall, 0.7), dice.uniform(0.5, 1.2), 0.3, 0.35);
        b.box(0, 0, height / 2, length, depth, height, front);
        b.box(0, 0, 0.3, length * 1.01, depth + 0.12, 0.6, Paint.plain(Palette.shade(wall, 0.6), 0.3));
        if (dice.chance(0.5)) {
            b.box(0, 0, height - 0.15, length * 1.02, depth + 0.5, 0.3, Paint.plain(palette.wall(), 0.35));
        }
        if (dice.chance(0.4)) {
            double w = dice.uniform(1, Math.min(2.5, length * 0.6));
            for (int side = -1; side <= 1; side += 2) {
                b.box(dice.uniform(-0.3, 0.3) * length, side * (depth / 2 + 0.35), 2.9, w, 0.7, 0.9,
                        Paint.plain(palette.metal(), 0.3));
            }
        }
    }

    private static void porch(ShapeBuilder b, Dice dice, Palette palette, double length, double depth) {
        double x = dice.uniform(-0.3, 0.3) * length;
        Paint stone = Paint.plain(palette.wall(), 0.35);
        for (int side = -1; side <= 1; side += 2) {
            double y = side * (depth / 2 + 0.4);
            b.box(x, y, 2.4, 1.8, 0.8, 0.2, stone);
            b.pillar(x - 0.8, y + side * 0.3, 0, 2.4, 0.1, stone);
            b.pillar(x + 0.8, y + side * 0.3, 0, 2.4, 0.1, stone);
            b.box(x, side * depth / 2, 1.05, 1, 0.1, 2.1, Paint.plain(palette.lacquer(), 0.4));
        }
    }

    private static void kiosk(ShapeBuilder b, Dice dice, Palette palette) {
        double length = dice.uniform(1.8, 4.2);
        double width = dice.uniform(1.5, 2.3);
        double height = dice.uniform(2.0, 2.8);
        b.box(0, 0, height / 2, length, width, height,
                VehicleParts.glazed(palette.wall(), palette.glass(), dice.uniform(-0.3, 0), dice.uniform(0.3, 0.6)));
        b.box(0, 0, height + 0.08, length + 0.5, width + 0.5, 0.16, Paint.plain(palette.lacquer(), 0.4));
    }

    private static void wall(ShapeBuilder b, Dice dice, Palette palette, double length) {
        double height = dice.uniform(0.9, 2.0);
        double depth = dice.uniform(0.25, 0.6);
        float[] stone = palette.wall();
        b.box(0, 0, height / 2, length, depth, height,
                Paint.of(Texture.COURSES, stone, Palette.shade(stone, 0.65), 0.6, 0.3, 0.35));
        for (int end = -1; end <= 1; end += 2) {
            b.box(end * length / 2, 0, height / 2 + 0.1, 0.45, depth + 0.2, height + 0.2, Paint.plain(stone, 0.35));
        }
    }

    private static void shelter(ShapeBuilder b, Dice dice, Palette palette) {
        double length = dice.uniform(2.5, 4.5);
        Paint metal = Paint.plain(palette.metal(), 0.4);
        b.box(0, 0, 2.35, length, 1.5, 0.15, metal);
        Paint panes = Paint.of(Texture.GRID, palette.glass(), palette.lacquer(), 1.2, 1.4, 0.3);
        b.box(0, -0.65, 1.2, length, 0.1, 2.2, panes);
        b.box(length / 2 - 0.05, -0.1, 1.2, 0.1, 1.2, 2.2, Paint.plain(palette.lacquer(), 0.5));
        b.box(-length / 2 + 0.05, -0.1, 1.2, 0.1, 1.2, 2.2, metal);
        b.box(0, -0.3, 0.45, length * 0.8, 0.4, 0.1, metal);
        b.pillar(0, -0.4, 0, 0.45, 0.1, metal);
    }
}
