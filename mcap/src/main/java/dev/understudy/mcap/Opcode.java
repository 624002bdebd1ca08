package dev.understudy.mcap;

import java.nio.charset.StandardCharsets;

/** Numbers of the MCAP format, version 0 (https://mcap.dev/spec). All integers are little-endian. */
final class Opcode {

    static final int HEADER = 0x01;
    static final int FOOTER = 0x02;
    static final int SCHEMA = 0x03;
    static final int CHANNEL = 0x04;
    static final int MESSAGE = 0x05;
    static final int CHUNK = 0x06;
    static final int MESSAGE_INDEX = 0x07;
    static final int CHUNK_INDEX = 0x08;
    static final int ATTACHMENT = 0x09;
    static final int ATTACHMENT_INDEX = 0x0A;
    static final int STATISTICS = 0x0B;
    static final int METADATA = 0x0C;
    static final int METADATA_INDEX = 0x0D;
    static final int SUMMARY_OFFSET = 0x0E;
    static final int DATA_END = 0x0F;

    /** First and last bytes of a file. */
    static final byte[] MAGIC = "\211MCAP0\r\n".getBytes(StandardCharsets.ISO_8859_1);
    /** Bytes of a record before its content: opcode and 64-bit length. */
    static final int PREFIX = 9;
    /** Bytes of a footer's content. */
    static final int FOOTER_BYTES = 20;
    /** Bytes of a message's content before its data: channel, sequence, log and publish time. */
    static final int MESSAGE_PREFIX = 22;

    private Opcode() {
    }
}
