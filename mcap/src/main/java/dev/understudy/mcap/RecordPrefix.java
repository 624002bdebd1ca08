package dev.understudy.mcap;

import dev.understudy.mcap.message.RecordingFile;
import java.nio.ByteBuffer;

/**
 * Kind and size of a record in the file.
 *
 * @param opcode what it is
 * @param content byte at which its content begins
 * @param length bytes of its content
 */
record RecordPrefix(int opcode, long content, long length) {

    /** The prefix at a byte, or {@code null} when the file ends before the record does. */
    static RecordPrefix read(RecordingFile file, long offset) {
        if (offset < 0 || offset > file.size() - Opcode.PREFIX) {
            return null;
        }
        ByteBuffer in = file.read(offset, Opcode.PREFIX);
        RecordPrefix prefix = new RecordPrefix(in.get() & 0xFF, offset + Opcode.PREFIX, in.getLong());
        return prefix.length < 0 || prefix.length > file.size() - prefix.content ? null : prefix;
    }

    long end() {
        return content + length;
    }
}
