package dev.understudy.cli.evaluate;

import java.util.List;
import java.util.Locale;

/** A plot as inline SVG; colours are classes of the page's style sheet, so that they follow light and dark. */
final class Plot {

    private static final int LEFT = 46;
    private static final int RIGHT = 12;
    private static final int TOP = 14;
    private static final int BOTTOM = 40;

    private final StringBuilder svg = new StringBuilder();
    private final int width;
    private final int height;
    private final double[] x;
    private final double[] y;

    /** @param x smallest and largest value; so for {@code y} */
    Plot(int width, int height, double[] x, double[] y, String title) {
        this.width = width;
        this.height = height;
        this.x = x;
        this.y = y;
        svg.append(text("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", width, height,
                HtmlText.escape(title)));
    }

    Plot xLabel(String label) {
        return label(LEFT + (width - LEFT - RIGHT) / 2.0, height - 4, "middle", "", label);
    }

    Plot xTick(double at, String label) {
        return label(px(at), height - BOTTOM + 17, "middle", "", label);
    }

    /** A line across with its value in front. */
    Plot yTick(double at, String label) {
        svg.append(text("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, width - RIGHT,
                py(at), py(at)));
        return label(LEFT - 7, py(at) + 4, "end", "", label);
    }

    Plot yTicks(int steps) {
        for (int i = 0; i <= steps; i++) {
            double at = y[0] + (y[1] - y[0]) * i / steps;
            yTick(at, String.format(Locale.ROOT, "%.1f", at));
        }
        return this;
    }

    Plot line(String style, double fromX, double fromY, double toX, double toY) {
        svg.append(text("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", style, px(fromX),
                py(fromY), px(toX), py(toY)));
        return this;
    }

    /** @param points x and y of each */
    Plot path(String style, List<double[]> points) {
        svg.append("<polyline class=\"").append(style).append("\" points=\"");
        points.forEach(p -> svg.append(text("%.1f,%.1f ", px(p[0]), py(p[1]))));
        svg.append("\"/>");
        return this;
    }

    Plot dot(String style, double atX, double atY, double radius, String tip) {
        svg.append(text("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>%s</title></circle>", style,
                px(atX), py(atY), radius, HtmlText.escape(tip)));
        return this;
    }

    /** A bar from the bottom. */
    Plot bar(String style, double fromX, double toX, double top, String tip) {
        svg.append(text("<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\">"
                + "<title>%s</title></rect>", style, px(fromX), py(top), px(toX) - px(fromX), py(y[0]) - py(top),
                HtmlText.escape(tip)));
        return this;
    }

    /** A value written above a place. */
    Plot value(double atX, double atY, String label) {
        return label(px(atX), py(atY) - 5, "middle", "value", label);
    }

    /** A name that begins at a place. */
    Plot left(double atX, double atY, String label) {
        return label(px(atX), py(atY) + 4, "start", "", label);
    }

    private Plot label(double atX, double atY, String anchor, String style, String label) {
        svg.append(text("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", style, atX, atY,
                anchor, HtmlText.escape(label)));
        return this;
    }

    private double px(double value) {
        return LEFT + (value - x[0]) / (x[1] - x[0]) * (width - LEFT - RIGHT);
    }

    private double py(double value) {
        return height - BOTTOM - (value - y[0]) / (y[1] - y[0]) * (height - TOP - BOTTOM);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** The finished SVG element. */
    String svg() {
        return svg + "</svg>\n";
    }
}
