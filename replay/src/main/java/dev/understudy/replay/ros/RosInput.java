package dev.understudy.replay.ros;

import dev.understudy.replay.log.MessageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the fields of a serialised ROS message in their order. Nothing is allocated before the bytes that are claimed
 * are known to be there; a message that is too short is a {@link MessageException}.
 */
public abstract sealed class RosInput permits CdrInput, Ros1Input {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    final ByteBuffer in;

    RosInput(ByteBuffer in) {
        this.in = in;
    }

    /**
     * A reader for one message.
     *
     * @param encoding {@code cdr} (ROS 2) or {@code ros1}
     */
    public static RosInput of(String encoding, ByteBuffer data) {
        ByteBuffer view = data.slice();
        return switch (encoding) {
            case "cdr" -> CdrInput.open(view);
            case "ros1" -> new Ros1Input(view.order(ByteOrder.LITTLE_ENDIAN));
            default -> throw new MessageException("messages encoded as '" + encoding
                    + "' are not read; known: cdr, ros1, protobuf");
        };
    }

    /** Skips what the serialisation puts before a number of that size. */
    abstract void align(int bytes);

    /** Text behind its length. */
    public abstract String string();

    /** A {@code std_msgs/Header}. */
    public final RosHeader header() {
        skipSequence();
        return new RosHeader(time(), string());
    }

    /** ROS 1 headers begin with a number that ROS 2 dropped. */
    abstract void skipSequence();

    public final int u8() {
        return need(1, 1).get() & 0xFF;
    }

    public final long u32() {
        return need(4, 4).getInt() & 0xFFFF_FFFFL;
    }

    public final int i32() {
        return need(4, 4).getInt();
    }

    public final double f64() {
        return need(8, 8).getDouble();
    }

    /** Seconds and nanoseconds as Unix nanoseconds. */
    public final long time() {
        // ROS 1 has unsigned seconds, ROS 2 signed ones: the same until 2038.
        long seconds = i32();
        return seconds * NANOS_PER_SECOND + u32();
    }

    /** A fixed number of doubles. */
    public final double[] doubles(int count) {
        double[] out = new double[count];
        for (int i = 0; i < count; i++) {
            out[i] = f64();
        }
        return out;
    }

    /** Doubles behind their number. */
    public final double[] doubles() {
        return doubles(count(8));
    }

    /** A view of bytes behind their number. */
    public final ByteBuffer bytes() {
        int length = count(1);
        ByteBuffer view = in.slice(in.position(), length);
        in.position(in.position() + length);
        return view;
    }

    /** The number of elements that follow, refused when so many of that size cannot be there. */
    public final int count(int minimumBytes) {
        long count = u32();
        if (count * minimumBytes > in.remaining()) {
            throw new MessageException("a sequence of " + count + " elements is claimed where " + in.remaining()
                    + " bytes are left");
        }
        return (int) count;
    }

    final ByteBuffer need(int bytes, int alignment) {
        align(alignment);
        if (in.remaining() < bytes) {
            throw new MessageException("the message ends after " + in.limit() + " bytes, inside a field");
        }
        return in;
    }
}
