package dev.understudy.replay.ros;

import dev.understudy.replay.log.MessageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Common Data Representation as ROS 2 uses it: aligned fields behind a header of 4 bytes that tells the byte order. */
final class CdrInput extends RosInput {

    private static final int HEADER_BYTES = 4;
    /** Representation identifiers (OMG DDS-XTypes, 7.6.2): plain CDR, and its second version, of final types. */
    private static final int CDR_BE = 0;
    private static final int CDR_LE = 1;
    private static final int CDR2_BE = 6;
    private static final int CDR2_LE = 7;

    /** Greatest alignment: 8 in the first version, 4 in the second. */
    private final int maxAlignment;

    private CdrInput(ByteBuffer in, int maxAlignment) {
        super(in);
        this.maxAlignment = maxAlignment;
    }

    static CdrInput open(ByteBuffer in) {
        if (in.remaining() < HEADER_BYTES) {
            throw new MessageException("a CDR message of " + in.remaining() + " bytes has no header");
        }
        int kind = (in.get(0) & 0xFF) << 8 | in.get(1) & 0xFF;
        if (kind != CDR_BE && kind != CDR_LE && kind != CDR2_BE && kind != CDR2_LE) {
            throw new MessageException("the CDR representation is " + kind + "; plain CDR is read");
        }
        in.position(HEADER_BYTES);
        in.order((kind & 1) == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        return new CdrInput(in, kind >= CDR2_BE ? 4 : 8);
    }

    @Override
    void align(int bytes) {
        int to = Math.min(bytes, maxAlignment);
        int padding = -(in.position() - HEADER_BYTES) & (to - 1);
        in.position(Math.min(in.limit(), in.position() + padding));
    }

    /** The length counts a closing zero; some writers state 0 for the empty text. */
    @Override
    public String string() {
        int length = count(1);
        if (length == 0) {
            return "";
        }
        byte[] text = new byte[length];
        in.get(text);
        int end = text[length - 1] == 0 ? length - 1 : length;
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    @Override
    void skipSequence() {
        // ROS 2 headers have none.
    }
}
