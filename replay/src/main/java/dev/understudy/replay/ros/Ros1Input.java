package dev.understudy.replay.ros;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** ROS 1 serialisation: packed, little-endian. */
final class Ros1Input extends RosInput {

    Ros1Input(ByteBuffer in) {
        super(in);
    }

    @Override
    void align(int bytes) {
        // Fields are packed.
    }

    @Override
    public String string() {
        byte[] text = new byte[count(1)];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    @Override
    void skipSequence() {
        u32();
    }
}
