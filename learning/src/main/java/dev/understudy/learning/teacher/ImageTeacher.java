package dev.understudy.learning.teacher;

import dev.understudy.perception.camera.RgbImage;
import dev.understudy.proto.v1.Cluster;
import java.util.List;

/**
 * A second opinion on the objects of a camera frame, from a network that was trained elsewhere. Its opinion goes into
 * the image branch's distribution before the labelling rule is asked, and the sample says so by its name. Not
 * thread-safe.
 */
public interface ImageTeacher extends AutoCloseable {

    /** Name that samples carry, e.g. {@code detector:model.onnx}. */
    String name();

    /**
     * What the objects of one image are.
     *
     * @param image the whole frame
     * @param cameraFrameId its camera: objects whose crop is of another camera get no opinion
     * @param objects clusters with the image boxes of their crops
     * @return class probabilities in taxonomy order per object; null where this teacher has no opinion
     */
    float[][] teach(RgbImage image, String cameraFrameId, List<Cluster> objects);

    @Override
    void close();
}
