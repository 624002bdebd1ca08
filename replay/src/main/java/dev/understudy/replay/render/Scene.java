package dev.understudy.replay.render;

import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.camera.RgbImage;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.replay.log.LogRecord.Truth;
import java.util.List;

/**
 * What is known of one frame, for drawing.
 *
 * @param title one line above the picture
 * @param xyzi the whole scan, interleaved, LiDAR frame, metres; {@code null} when it is not at hand
 * @param image the camera's frame, or {@code null}
 * @param mount its calibration, or {@code null} without an image
 * @param set the frame's objects
 * @param labels what is said about each object, in the set's order; shorter lists and {@code null}s mean nothing
 * @param truth the frame's labels, or {@code null}
 */
public record Scene(String title, float[] xyzi, RgbImage image, CameraMount mount, ClusterSet set,
        List<Label> labels, Truth truth) {

    /** Label of an object, or {@code null}. */
    Label label(int index) {
        return index < labels.size() ? labels.get(index) : null;
    }

    /**
     * What is said about an object.
     *
     * @param className decides the colour
     * @param text written beside the object, e.g. {@code car 0.93}; may be empty
     */
    public record Label(String className, String text) {
    }
}
