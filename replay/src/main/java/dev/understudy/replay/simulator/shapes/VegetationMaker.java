package dev.understudy.replay.simulator.shapes;

/** Plants. Styles: tree, round bush, slender shrub (about a person's size), hedge (about a car's), conifer. */
final class VegetationMaker implements ShapeMaker {

    @Override
    public Shape make(ClassStyle style, Dice dice, Palette palette) {
        ShapeBuilder b = new ShapeBuilder();
        double height = dice.in(style.height());
        double spread = dice.in(style.width());
        switch (dice.pick(style.styles())) {
            case 0 -> tree(b, dice, palette, Math.max(2.6, height), spread);
            case 1 -> bush(b, dice, palette, spread, Math.min(height, dice.uniform(0.9, 2.0)), 5);
            case 2 -> bush(b, dice, palette, dice.uniform(0.45, 0.85), dice.uniform(1.2, 2.1), 3);
            case 3 -> hedge(b, dice, palette, dice.in(style.length()), dice.uniform(0.7, 1.7), dice.uniform(0.9, 2.0));
            default -> conifer(b, dice, palette, dice.uniform(1.8, Math.max(2.2, height)), spread * 0.7);
        }
        return b.build();
    }

    private static Paint leaves(Dice dice, Palette palette) {
        float[] leaf = palette.foliage();
        return Paint.of(Texture.MOTTLE, leaf, Palette.shade(leaf, dice.uniform(0.3, 0.7)), dice.uniform(0.12, 0.3), 0,
                dice.uniform(0.25, 0.5)).porous(dice.uniform(0.15, 0.45));
    }

    private static void tree(ShapeBuilder b, Dice dice, Palette palette, double height, double spread) {
        double trunk = dice.uniform(0.08, 0.22);
        double crown = dice.uniform(0.3, 0.55) * height;
        b.pillar(0, 0, 0, height * 0.7, trunk, Paint.of(Texture.MOTTLE, palette.bark(), palette.bark(), 0.2, 0, 0.3));
        Paint leaves = leaves(dice, palette);
        for (int i = 0; i < 4; i++) {
            double r = spread * dice.uniform(0.25, 0.45);
            b.ellipsoid(dice.bell(spread * 0.12), dice.bell(spread * 0.12),
                    crown + (height - crown) * dice.uniform(0.3, 0.7), r, r * dice.uniform(0.8, 1.2),
                    (height - crown) * dice.uniform(0.3, 0.5), leaves);
        }
    }

    private static void bush(ShapeBuilder b, Dice dice, Palette palette, double spread, double height, int lumps) {
        Paint leaves = leaves(dice, palette);
        b.ellipsoid(0, 0, height * 0.42, spread * 0.42, spread * 0.4, height * 0.44, leaves);
        for (int i = 0; i < lumps; i++) {
            double r = spread * dice.uniform(0.2, 0.32);
            b.ellipsoid(dice.bell(spread * 0.14), dice.bell(spread * 0.14), height * dice.uniform(0.35, 0.8), r, r,
                    height * dice.uniform(0.16, 0.3), leaves);
        }
    }

    private static void hedge(ShapeBuilder b, Dice dice, Palette palette, double length, double width, double height) {
        Paint leaves = leaves(dice, palette);
        b.frustum(0, 0, height / 2, length, width, height, 0.97, -0.97, dice.uniform(0.8, 0.97), leaves);
        for (int i = 0; i < 4; i++) {
            double r = width * dice.uniform(0.3, 0.5);
            b.ellipsoid(dice.uniform(-0.45, 0.45) * length, dice.bell(width * 0.1), height * dice.uniform(0.8, 1), r, r,
                    height * 0.15, leaves);
        }
    }

    private static void conifer(ShapeBuilder b, Dice dice, Palette palette, double height, double spread) {
        Paint leaves = leaves(dice, palette);
        b.pillar(0, 0, 0, height * 0.4, 0.1, Paint.plain(palette.bark(), 0.3));
        b.frustum(0, 0, height * 0.36, spread * 0.8, spread * 0.8, height * 0.5, 0.5, -0.5, 0.5, leaves);
        b.frustum(0, 0, height * 0.76, spread * 0.5, spread * 0.5, height * 0.48, 0.1, -0.1, 0.1, leaves);
    }
}
