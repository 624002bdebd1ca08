package dev.understudy.replay.simulator.shapes;

/** Poles and signs. Styles: lamp post, sign on a post, traffic light, bollard, thick column. */
final class PoleMaker implements ShapeMaker {

    @Override
    public Shape make(ClassStyle style, Dice dice, Palette palette) {
        int kind = dice.pick(style.styles());
        double height = dice.in(style.height());
        double radius = dice.in(style.width()) / 2;
        Paint post = dice.chance(0.3)
                ? Paint.of(Texture.STRIPE, palette.metal(), palette.lacquer(), -0.3, 0.4, 0.4)
                : Paint.plain(palette.metal(), 0.4);
        ShapeBuilder b = new ShapeBuilder();
        switch (kind) {
            case 0 -> {
                b.pillar(0, 0, 0, height, radius, post);
                b.pillar(0, 0, 0, 0.9, radius * 1.5, post);
                double arm = dice.uniform(0.3, 1.4);
                b.limb(0, 0, height - 0.1, arm, 0, height, 0.04, post);
                b.box(arm, 0, height, 0.5, 0.2, 0.12, Paint.plain(new float[] {1, 0.9f, 0.7f}, 0.4).glowing(0.8));
            }
            case 1 -> sign(b, dice, palette, post, Math.min(height, dice.uniform(1.9, 3.2)), radius * 0.6);
            case 2 -> {
                double h = Math.min(height, dice.uniform(2.6, 3.6));
                b.pillar(0, 0, 0, h, radius, post);
                b.box(0.12, 0, h - 0.45, 0.25, 0.3, 0.9, Paint.of(Texture.GRID, Palette.RUBBER,
                        new float[] {0.8f, 0.25f, 0.1f}, 0.3, 0.3, 0.3).glowing(0.1));
            }
            case 3 -> b.pillar(0, 0, 0, dice.uniform(0.8, 1.5), Math.max(0.09, radius * 1.1), post);
            default -> {
                b.pillar(0, 0, 0, Math.min(height, dice.uniform(1.6, 3)), dice.uniform(0.18, 0.36), Paint.of(
                        Texture.MOTTLE, palette.wall(), palette.lacquer(), 0.35, 0, 0.4));
                b.pillar(0, 0, 0, 0.3, 0.4, Paint.plain(Palette.METAL, 0.3));
            }
        }
        return b.build();
    }

    private static void sign(ShapeBuilder b, Dice dice, Palette palette, Paint post, double height, double radius) {
        b.pillar(0, 0, 0, height, radius, post);
        double w = dice.uniform(0.45, 1.0);
        double h = dice.uniform(0.4, 0.9);
        Paint face = Paint.of(Texture.STRIPE, palette.lacquer(), palette.lacquer(), -0.3, 0.3, 0.98);
        if (dice.chance(0.5)) {
            b.box(0.06, 0, height - h / 2, 0.04, w, h, face);
        } else {
            b.limb(0.05, 0, height - w / 2, 0.09, 0, height - w / 2, w / 2, face);
        }
        if (dice.chance(0.35)) {
            b.box(0.06, 0, height - h - 0.35, 0.04, w * 0.8, 0.3, Paint.plain(palette.lacquer(), 0.98));
        }
    }
}
