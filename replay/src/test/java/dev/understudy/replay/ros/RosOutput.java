package dev.understudy.replay.ros;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Serialises ROS messages for tests, in any of the forms that are read. */
public final class RosOutput {

    /** Forms of serialisation. */
    public enum Form {
        ROS1("ros1"), CDR_LITTLE("cdr"), CDR_BIG("cdr");

        private final String encoding;

        Form(String encoding) {
            this.encoding = encoding;
        }

        public String encoding() {
            return encoding;
        }
    }

    private final Form form;
    private final ByteBuffer out = ByteBuffer.allocate(1 << 20);

    public RosOutput(Form form) {
        this.form = form;
        out.order(form == Form.CDR_BIG ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        if (form != Form.ROS1) {
            out.put(new byte[] {0, (byte) (form == Form.CDR_LITTLE ? 1 : 0), 0, 0});
        }
    }

    private void align(int bytes) {
        while (form != Form.ROS1 && (out.position() - 4) % bytes != 0) {
            out.put((byte) 0x5A);
        }
    }

    public RosOutput u8(int value) {
        out.put((byte) value);
        return this;
    }

    public RosOutput u32(long value) {
        align(4);
        out.putInt((int) value);
        return this;
    }

    public RosOutput f64(double... values) {
        for (double value : values) {
            align(8);
            out.putDouble(value);
        }
        return this;
    }

    public RosOutput doubles(double... values) {
        return u32(values.length).f64(values);
    }

    public RosOutput string(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        if (form == Form.ROS1) {
            u32(bytes.length);
            out.put(bytes);
        } else {
            u32(bytes.length + 1);
            out.put(bytes).put((byte) 0);
        }
        return this;
    }

    public RosOutput bytes(byte[] data) {
        u32(data.length);
        out.put(data);
        return this;
    }

    public RosOutput header(long stampNanos, String frame) {
        if (form == Form.ROS1) {
            u32(7);
        }
        return u32(stampNanos / 1_000_000_000L).u32(stampNanos % 1_000_000_000L).string(frame);
    }

    public byte[] toBytes() {
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }
}
