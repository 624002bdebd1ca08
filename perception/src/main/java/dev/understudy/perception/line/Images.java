package dev.understudy.perception.line;

import com.google.protobuf.ByteString;
import dev.understudy.perception.BadFrameException;
import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.PairingReason;

/** Where the image behind a reference is found once its pair is known. */
public interface Images {

    /**
     * An encoded image, or why it cannot be had.
     *
     * @param data JPEG or PNG; {@code null} when it is missing
     * @param missing {@code null} when it is there
     */
    record Fetched(ByteString data, PairingReason missing) {

        public static Fetched of(ByteString data) {
            return new Fetched(data, null);
        }

        public static Fetched missing(PairingReason why) {
            return new Fetched(null, why);
        }
    }

    /**
     * Fetches one image of a robot.
     *
     * @throws BadFrameException when what is there is no image message
     */
    Fetched fetch(String robot, CameraReference reference);
}
