package dev.understudy.replay.kitti;

import dev.understudy.perception.geometry.OrientedBox;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.log.LogException;
import dev.understudy.replay.log.LogRecord.TruthObject;
import java.util.Arrays;

/**
 * One labelled object, as in the object and tracking benchmarks: 3D box in rectified camera 0 (x right, y down,
 * z forward), its position being the middle of the bottom face.
 *
 * @param frame frame number
 * @param track stable over frames
 * @param type KITTI's class name
 * @param imageBox left, top, right, bottom in pixels of camera 2
 * @param size height, width, length in metres
 * @param bottom x, y, z in metres
 * @param rotationY radians about the camera's y axis, 0 = along x
 */
record KittiLabel(int frame, String track, String type, float[] imageBox, double[] size, double[] bottom,
        double rotationY) {

    /** Values behind the class name: truncation, occlusion, alpha, image box, size, position, rotation. */
    private static final int VALUES = 14;

    /** A line of a tracking label file: frame, track, then as in the object benchmark. */
    static KittiLabel ofTracking(String line, String origin) {
        String[] words = line.trim().split("\\s+", 3);
        if (words.length < 3) {
            throw new LogException(origin + ": not a label: '" + line + "'");
        }
        int frame = (int) KittiFiles.numbers(words[0], origin)[0];
        return parse(frame, words[1], words[2], origin);
    }

    /** A line of an object label file; frames are unrelated, so a track lives for one frame. */
    static KittiLabel ofObject(String line, int frame, int index, String origin) {
        return parse(frame, frame + "/" + index, line.trim(), origin);
    }

    private static KittiLabel parse(int frame, String track, String text, String origin) {
        String[] words = text.split("\\s+", 2);
        double[] v = words.length < 2 ? new double[0] : KittiFiles.numbers(words[1], origin);
        if (v.length < VALUES) {
            throw new LogException(origin + ": label of '" + words[0] + "' has " + v.length
                    + " numbers, not " + VALUES);
        }
        float[] box = {(float) v[3], (float) v[4], (float) v[5], (float) v[6]};
        return new KittiLabel(frame, track, words[0], box, Arrays.copyOfRange(v, 7, 10),
                Arrays.copyOfRange(v, 10, 13), v[13]);
    }

    /** The object in the LiDAR frame; a DontCare region has no 3D box. */
    TruthObject truth(RigidTransform lidarFromRectified) {
        return new TruthObject(track, type, type.equals(KittiFrames.DONT_CARE) ? null : box(lidarFromRectified),
                imageBox);
    }

    private OrientedBox box(RigidTransform t) {
        double x = bottom[0];
        double y = bottom[1] - size[0] / 2;
        double z = bottom[2];
        double headingX = StrictMath.cos(rotationY);
        double headingZ = -StrictMath.sin(rotationY);
        double yaw = StrictMath.atan2(t.at(1, 0) * headingX + t.at(1, 2) * headingZ,
                t.at(0, 0) * headingX + t.at(0, 2) * headingZ);
        return new OrientedBox(t.applyX(x, y, z), t.applyY(x, y, z), t.applyZ(x, y, z), size[2], size[1], size[0],
                yaw);
    }
}
