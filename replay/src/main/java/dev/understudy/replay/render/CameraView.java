package dev.understudy.replay.render;

import dev.understudy.perception.camera.ImageBoxes;
import dev.understudy.perception.camera.Projection;
import dev.understudy.perception.camera.RgbImage;
import dev.understudy.replay.log.LogRecord.TruthObject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** The camera's frame with the boxes of the projected objects (solid) and of the labels (dashed). */
final class CameraView {

    /** Pixels of a box's longer side below which its text would hide its neighbours. */
    private static final double SMALLEST_WITH_TEXT = 22;

    private CameraView() {
    }

    /** Draws into the rectangle (0, 0, width, height of the same aspect) of the graphics. */
    static void draw(Graphics2D g, Scene scene, double scale) {
        RgbImage image = scene.image();
        g.drawImage(buffered(image), 0, 0, (int) (image.width() * scale), (int) (image.height() * scale), null);
        if (scene.truth() != null) {
            scene.truth().objects().forEach(o -> drawTruth(g, o, scale));
        }
        ImageBoxes boxes = new ImageBoxes();
        boxes.project(scene.set(), new Projection(scene.mount()));
        // Far objects first, so that near ones and their texts lie on top.
        for (int i = scene.set().getClustersCount() - 1; i >= 0; i--) {
            if (scene.set().getClusters(i).hasCrop()) {
                drawObject(g, scene.label(i), new float[] {(float) boxes.left(i), (float) boxes.top(i),
                    (float) boxes.right(i), (float) boxes.bottom(i)}, scale);
            }
        }
    }

    private static void drawObject(Graphics2D g, Scene.Label label, float[] box, double scale) {
        Color colour = Ink.of(label);
        g.setColor(colour);
        g.setStroke(label == null ? Ink.THIN : Ink.THICK);
        Rectangle2D frame = rectangle(box, scale);
        g.draw(frame);
        boolean large = Math.max(frame.getWidth(), frame.getHeight()) >= SMALLEST_WITH_TEXT;
        if (large && label != null && !label.text().isEmpty()) {
            Ink.text(g, label.text(), colour, frame.getX(), Math.max(frame.getY(), g.getFontMetrics().getHeight()));
        }
    }

    private static void drawTruth(Graphics2D g, TruthObject object, double scale) {
        if (object.imageBox() != null) {
            g.setColor(object.box() == null ? Ink.UNNAMED : Ink.TRUTH);
            g.setStroke(Ink.DASHED);
            g.draw(rectangle(object.imageBox(), scale));
        }
    }

    private static Rectangle2D rectangle(float[] box, double scale) {
        return new Rectangle2D.Double(box[0] * scale, box[1] * scale, (box[2] - box[0]) * scale,
                (box[3] - box[1]) * scale);
    }

    private static BufferedImage buffered(RgbImage image) {
        BufferedImage out = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        byte[] rgb = image.rgb();
        for (int i = 0; i < image.width() * image.height(); i++) {
            int value = (rgb[3 * i] & 0xff) << 16 | (rgb[3 * i + 1] & 0xff) << 8 | rgb[3 * i + 2] & 0xff;
            out.setRGB(i % image.width(), i / image.width(), value);
        }
        return out;
    }
}
