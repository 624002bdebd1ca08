package dev.understudy.mcap;

import dev.understudy.mcap.message.Fields;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.mcap.message.RecordingFile;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The first record of a file.
 *
 * @param profile what the messages are agreed to be, e.g. {@code ros1}, {@code ros2}; may be empty
 * @param library who wrote the file
 * @param end byte behind the record
 */
record McapHeader(String profile, String library, long end) {

    static McapHeader read(RecordingFile file) {
        ByteBuffer magic = file.read(0, Math.min(file.size(), Opcode.MAGIC.length));
        if (!Arrays.equals(magic.array(), Opcode.MAGIC)) {
            throw new RecordingException(
                    file.path() + ": no MCAP file: it does not begin with the format's magic bytes");
        }
        RecordPrefix prefix = RecordPrefix.read(file, Opcode.MAGIC.length);
        if (prefix == null || prefix.opcode() != Opcode.HEADER) {
            throw new RecordingException(file.path() + ": no MCAP file: its first record is no header");
        }
        Fields in = new Fields(file.read(prefix.content(), prefix.length()), file.path() + ": header");
        return new McapHeader(in.string(), in.string(), prefix.end());
    }
}
