package dev.understudy.cli.evaluate;

import dev.understudy.cli.evaluate.Examples.Example;
import dev.understudy.perception.geometry.OrientedBox;
import dev.understudy.perception.objects.ClusterPoints;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ImageCrop;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Single objects in a report: what the camera showed, the points from above, and what was said. */
final class ExampleCards {

    /** Side of the view from above, pixels of its own coordinates. */
    private static final int SIDE = 120;
    /** Metres shown beyond the object's own reach. */
    private static final double AROUND = 1.5;

    private ExampleCards() {
    }

    static String of(List<Example> examples, List<String> models) {
        StringBuilder html = new StringBuilder("<div class=\"examples\">\n");
        examples.forEach(e -> html.append(card(e, models)));
        return html.append("</div>\n").toString();
    }

    private static String card(Example example, List<String> models) {
        ScoredObject object = example.object();
        StringBuilder html = new StringBuilder("<div class=\"example\"><div class=\"views\">")
                .append(crop(example.cluster())).append(fromAbove(example)).append("</div>");
        html.append("<p>is <b>").append(HtmlText.escape(object.truth())).append("</b>");
        for (int m = 0; m < object.said().size(); m++) {
            ScoredObject.Said said = object.said().get(m);
            html.append(String.format(Locale.ROOT, "<br>%s <span class=\"%s\">%s</span> %.2f",
                    models.size() > 1 ? "AB".charAt(m) + " said" : "said", object.isRight(m) ? "right" : "wrong",
                    HtmlText.escape(said.className()), said.score()));
        }
        return html.append(String.format(Locale.ROOT, "</p><p class=\"soft mono\">%.1f m, %d points<br>%s<br>%d ns, "
                + "object %d</p></div>%n", object.range(), object.points(), HtmlText.escape(object.track()),
                object.stampNanos(), example.cluster().getIndex())).toString();
    }

    private static String crop(Cluster cluster) {
        if (!cluster.hasCrop()) {
            return "<div class=\"blank\">no camera</div>";
        }
        return "<img alt=\"crop\" src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(
                png(cluster.getCrop())) + "\">";
    }

    private static byte[] png(ImageCrop crop) {
        BufferedImage image = new BufferedImage(crop.getWidth(), crop.getHeight(), BufferedImage.TYPE_INT_RGB);
        byte[] rgb = crop.getRgb().toByteArray();
        for (int i = 0; i < crop.getWidth() * crop.getHeight(); i++) {
            image.setRGB(i % crop.getWidth(), i / crop.getWidth(),
                    (rgb[3 * i] & 255) << 16 | (rgb[3 * i + 1] & 255) << 8 | rgb[3 * i + 2] & 255);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return out.toByteArray();
    }

    /** Centred on the label, driving direction up; the dashed box is the label, thin ones are other objects. */
    private static String fromAbove(Example example) {
        OrientedBox own = box(example.cluster().getBox());
        OrientedBox label = example.truthBox();
        double reach = AROUND + Math.max(halfDiagonal(label),
                StrictMath.hypot(own.x() - label.x(), own.y() - label.y()) + halfDiagonal(own));
        double scale = SIDE / (2 * reach);
        StringBuilder svg = new StringBuilder("<svg viewBox=\"0 0 " + SIDE + " " + SIDE
                + "\" role=\"img\" aria-label=\"from above\">");
        for (Cluster other : example.set().getClustersList()) {
            OrientedBox box = box(other.getBox());
            if (StrictMath.hypot(box.x() - label.x(), box.y() - label.y()) < 2 * reach + halfDiagonal(box)) {
                String style = other.getIndex() == example.cluster().getIndex() ? "a" : "other";
                svg.append(outline(style, box, label, scale));
            }
        }
        float[] xyzi = ClusterPoints.decode(example.cluster());
        for (int i = 0; i < xyzi.length; i += 4) {
            svg.append(String.format(Locale.ROOT, "<circle class=\"fill-b\" cx=\"%.1f\" cy=\"%.1f\" r=\"1\"/>",
                    SIDE / 2.0 - (xyzi[i + 1] - label.y()) * scale, SIDE / 2.0 - (xyzi[i] - label.x()) * scale));
        }
        return svg.append(outline("truth", label, label, scale)).append("</svg>").toString();
    }

    private static double halfDiagonal(OrientedBox box) {
        return StrictMath.hypot(box.length(), box.width()) / 2;
    }

    private static OrientedBox box(dev.understudy.proto.v1.OrientedBox b) {
        return new OrientedBox(b.getX(), b.getY(), b.getZ(), b.getLength(), b.getWidth(), b.getHeight(), b.getYaw());
    }

    private static String outline(String style, OrientedBox box, OrientedBox centre, double scale) {
        double[] corners = box.corners();
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ",
                    SIDE / 2.0 - (corners[3 * i + 1] - centre.y()) * scale,
                    SIDE / 2.0 - (corners[3 * i] - centre.x()) * scale));
        }
        return "<polygon class=\"" + style + "\" points=\"" + points + "\"/>";
    }
}
