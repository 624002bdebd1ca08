package dev.understudy.replay.simulator;

import dev.understudy.perception.geometry.OrientedBox;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.log.LogRecord.TruthObject;
import dev.understudy.replay.simulator.camera.Picture;
import dev.understudy.replay.simulator.scene.SceneObject;
import dev.understudy.replay.simulator.shapes.Shape;
import java.util.ArrayList;
import java.util.List;

/** Labels of what the LiDAR has seen. */
final class TruthWriter {

    /** Objects with fewer points are not labelled. */
    static final int MIN_POINTS = 5;

    private TruthWriter() {
    }

    static List<TruthObject> label(List<SceneObject> objects, int[] points, Picture picture,
            RigidTransform lidarFromWorld) {
        List<TruthObject> out = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            if (points[i] >= MIN_POINTS) {
                SceneObject o = objects.get(i);
                OrientedBox box = box(o.shape(), lidarFromWorld.after(o.worldFromObject(0)));
                out.add(new TruthObject(Long.toString(o.track()), o.kind().label(), box, picture.boxes()[i]));
            }
        }
        return out;
    }

    /**
     * The smallest box with a yaw only that holds the object's own box: where the sensor is tilted it is a little
     * larger than the object.
     */
    static OrientedBox box(Shape s, RigidTransform lidarFromObject) {
        double yaw = StrictMath.atan2(lidarFromObject.at(1, 0), lidarFromObject.at(0, 0));
        double c = StrictMath.cos(yaw);
        double n = StrictMath.sin(yaw);
        double[] half = {s.length() / 2, s.width() / 2, s.height() / 2};
        double length = 0;
        double width = 0;
        double height = 0;
        for (int k = 0; k < 3; k++) {
            double x = lidarFromObject.at(0, k);
            double y = lidarFromObject.at(1, k);
            length += 2 * half[k] * Math.abs(c * x + n * y);
            width += 2 * half[k] * Math.abs(c * y - n * x);
            height += 2 * half[k] * Math.abs(lidarFromObject.at(2, k));
        }
        double z = s.height() / 2;
        return new OrientedBox(lidarFromObject.applyX(0, 0, z), lidarFromObject.applyY(0, 0, z),
                lidarFromObject.applyZ(0, 0, z), length, width, height, yaw);
    }
}
