package dev.understudy.perception.line;

import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.camera.RgbImage;
import dev.understudy.perception.pairing.PairedImage;
import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.ClusterSet;

/** What else is done with each image of a frame while its pixels are there, e.g. by an image teacher. */
public interface ImageUse {

    /** Nothing. */
    ImageUse NONE = (set, reference, image) -> set;

    /**
     * An image was used.
     *
     * @param set the frame's objects with the crops of this image and of those before it
     * @param image valid during the call
     * @return the set, with what is to be added to it
     */
    ClusterSet used(ClusterSet set, CameraReference reference, RgbImage image);

    /** An image was there and turned out to be none. */
    default void unreadable(PairedImage image, BadFrameException why) {
    }
}
