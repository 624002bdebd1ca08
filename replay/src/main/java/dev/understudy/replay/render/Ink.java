package dev.understudy.replay.render;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.Locale;
import java.util.Map;

/** Colours, strokes and text of the pictures. */
final class Ink {

    static final Color PAPER = new Color(0x12161c);
    static final Color TEXT = new Color(0xf2f2f2);
    static final Color UNNAMED = new Color(0xa8b0b8);
    static final Color TRUTH = Color.WHITE;
    static final Color GRID = new Color(0x2b333d);
    static final BasicStroke THIN = new BasicStroke(1f);
    static final BasicStroke THICK = new BasicStroke(2.4f);
    static final BasicStroke DASHED =
            new BasicStroke(1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10f, new float[] {5f, 4f}, 0f);
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.BOLD, 12);

    /** Distinct hues for the usual classes, kept the same in every picture. */
    private static final Map<String, Color> COLOURS = Map.ofEntries(
            Map.entry("car", new Color(0x35c2ff)), Map.entry("van", new Color(0x4f7bff)),
            Map.entry("truck", new Color(0xff9f1c)), Map.entry("bus", new Color(0xffd23f)),
            Map.entry("pedestrian", new Color(0xff4d6d)), Map.entry("cyclist", new Color(0x9bff4d)),
            Map.entry("motorcycle", new Color(0xd66bff)), Map.entry("pole", new Color(0xf7f7a1)),
            Map.entry("vegetation", new Color(0x2fae66)), Map.entry("building", new Color(0xb98b6b)));

    private Ink() {
    }

    static void prepare(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.setFont(FONT);
    }

    /** Colour of a class; classes without a colour of their own get one from their name. */
    static Color of(Scene.Label label) {
        if (label == null || label.className() == null) {
            return UNNAMED;
        }
        String name = label.className().toLowerCase(Locale.ROOT);
        Color own = COLOURS.get(name);
        return own != null ? own : Color.getHSBColor((name.hashCode() & 0xffff) / 65536f, 0.55f, 0.9f);
    }

    /** Text on a dark plate whose lower left corner is at (x, y). */
    static void text(Graphics2D g, String text, Color colour, double x, double y) {
        int width = g.getFontMetrics().stringWidth(text);
        int height = g.getFontMetrics().getHeight();
        g.setColor(new Color(0, 0, 0, 170));
        g.fillRect((int) x, (int) y - height, width + 6, height);
        g.setColor(colour);
        g.drawString(text, (int) x + 3, (int) y - g.getFontMetrics().getDescent());
    }
}
