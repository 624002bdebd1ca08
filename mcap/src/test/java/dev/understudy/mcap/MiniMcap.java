package dev.understudy.mcap;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.mcap.message.Channel;
import dev.understudy.mcap.message.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Small MCAP files with two topics of text, and how tests read them back. */
final class MiniMcap {

    static final Schema TEXT = new Schema("test/Text", "text", "string data".getBytes(UTF_8));
    /** Chunks of about three messages. */
    static final int CHUNK_BYTES = 130;

    private MiniMcap() {
    }

    /** Messages 0 to n-1 at 10 ns steps, even ones on /even, odd ones on /odd. */
    static Path write(Path path, Compression compression, int messages) {
        try (McapWriter writer = McapWriter.create(path,
                McapWriter.Options.defaults().with(compression, CHUNK_BYTES))) {
            Channel even = writer.channel("/even", TEXT, "text", Map.of("by", "test"));
            Channel odd = writer.channel("/odd", Schema.NONE, "text", Map.of());
            for (int i = 0; i < messages; i++) {
                writer.message(i % 2 == 0 ? even : odd, i, 10L * i, 10L * i + 1, text(i));
            }
        }
        return path;
    }

    static byte[] text(int i) {
        return ("message " + i).getBytes(UTF_8);
    }

    /** What every message of {@link #write} reads as. */
    static List<String> expected(int messages) {
        List<String> out = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            out.add((i % 2 == 0 ? "/even@" : "/odd@") + 10L * i + " message " + i);
        }
        return out;
    }
}
