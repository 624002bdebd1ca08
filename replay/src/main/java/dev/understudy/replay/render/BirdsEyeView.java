package dev.understudy.replay.render;

import dev.understudy.perception.geometry.OrientedBox;
import dev.understudy.perception.objects.ClusterPoints;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.replay.log.LogRecord.TruthObject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/**
 * The scene from above, driving direction to the right: the scan in grey (brighter is higher), every object's points
 * and box in its class's colour, labelled boxes dashed, range rings each 10 m.
 */
final class BirdsEyeView {

    /** What is shown, metres in the LiDAR frame. */
    static final double BACK = -25;
    static final double FRONT = 60;
    static final double SIDE = 25;
    private static final int RING = 10;
    /** Heights between which the scan's grey runs, metres; a car's LiDAR is about 1.7 m above the road. */
    private static final double LOW = -2;
    private static final double HIGH = 2;

    private final Graphics2D g;
    private final double scale;

    BirdsEyeView(Graphics2D g, int width) {
        this.g = g;
        scale = width / (FRONT - BACK);
    }

    static int height(int width) {
        return (int) (2 * SIDE * width / (FRONT - BACK));
    }

    void draw(Scene scene) {
        rings();
        if (scene.xyzi() != null) {
            scan(scene.xyzi());
        }
        for (int i = scene.set().getClustersCount() - 1; i >= 0; i--) {
            object(scene.set().getClusters(i), scene.label(i));
        }
        if (scene.truth() != null) {
            scene.truth().objects().forEach(this::truth);
        }
        sensor();
        for (int r = RING; r < FRONT; r += RING) {
            Ink.text(g, r + " m", Ink.UNNAMED, px(r) - 15, py(0) - 2);
        }
    }

    private void rings() {
        g.setStroke(Ink.THIN);
        for (int r = RING; r <= FRONT; r += RING) {
            g.setColor(Ink.GRID);
            g.draw(new Ellipse2D.Double(px(-r), py(r), 2 * r * scale, 2 * r * scale));
        }
    }

    private void scan(float[] xyzi) {
        for (int i = 0; i < xyzi.length; i += 4) {
            double share = Math.max(0, Math.min(1, (xyzi[i + 2] - LOW) / (HIGH - LOW)));
            int grey = 60 + (int) (110 * share);
            g.setColor(new Color(grey, grey, grey));
            g.fillRect((int) px(xyzi[i]), (int) py(xyzi[i + 1]), 1, 1);
        }
    }

    private void object(Cluster cluster, Scene.Label label) {
        Color colour = Ink.of(label);
        g.setColor(colour);
        float[] xyzi = ClusterPoints.decode(cluster);
        for (int i = 0; i < xyzi.length; i += 4) {
            g.fillRect((int) px(xyzi[i]), (int) py(xyzi[i + 1]), 2, 2);
        }
        var b = cluster.getBox();
        g.setStroke(label == null ? Ink.THIN : Ink.THICK);
        g.draw(outline(new OrientedBox(b.getX(), b.getY(), b.getZ(), b.getLength(), b.getWidth(), b.getHeight(),
                b.getYaw())));
        if (label != null && !label.text().isEmpty()) {
            Ink.text(g, label.text(), colour, px(b.getX()) + 8, py(b.getY()) - 6);
        }
    }

    private void truth(TruthObject object) {
        if (object.box() != null) {
            g.setColor(Ink.TRUTH);
            g.setStroke(Ink.DASHED);
            g.draw(outline(object.box()));
        }
    }

    private void sensor() {
        g.setColor(Ink.TEXT);
        g.fill(new Ellipse2D.Double(px(0) - 4, py(0) - 4, 8, 8));
        g.setStroke(Ink.THICK);
        g.drawLine((int) px(0), (int) py(0), (int) px(3), (int) py(0));
    }

    private Path2D outline(OrientedBox box) {
        double[] corners = box.corners();
        Path2D path = new Path2D.Double();
        path.moveTo(px(corners[0]), py(corners[1]));
        for (int i = 1; i < 4; i++) {
            path.lineTo(px(corners[3 * i]), py(corners[3 * i + 1]));
        }
        path.closePath();
        return path;
    }

    private double px(double x) {
        return (x - BACK) * scale;
    }

    private double py(double y) {
        return (SIDE - y) * scale;
    }
}
