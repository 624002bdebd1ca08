package dev.understudy.replay.fuzz;

import dev.understudy.mcap.Compression;
import dev.understudy.mcap.McapWriter;
import dev.understudy.mcap.message.Channel;
import dev.understudy.mcap.message.Schema;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.cloud.PointCloudCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Small whole recordings to start from: a few clouds and notes in several chunks, in each codec. */
public final class FuzzCorpus {

    private static final int FRAMES = 6;
    private static final int CHUNK_BYTES = 300;

    private FuzzCorpus() {
    }

    /** @param scratch a file that may be written */
    public static List<byte[]> make(Path scratch) {
        List<byte[]> out = new ArrayList<>();
        for (Compression codec : Compression.values()) {
            write(scratch, codec);
            try {
                out.add(Files.readAllBytes(scratch));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return out;
    }

    private static void write(Path file, Compression codec) {
        try (McapWriter writer = McapWriter.create(file, McapWriter.Options.defaults().with(codec, CHUNK_BYTES))) {
            Channel points = writer.channel("/points", new Schema("foxglove.PointCloud", "protobuf", new byte[0]),
                    "protobuf", Map.of());
            Channel notes = writer.channel("/notes", Schema.NONE, "text", Map.of("by", "fuzz"));
            for (int i = 0; i < FRAMES; i++) {
                long stamp = 1 + i * 100_000_000L;
                writer.message(points, i, stamp, stamp,
                        PointCloudCodec.encode(PointCloud.of(new float[] {1, 2, i, 0.5f}), stamp, "velo"));
                writer.message(notes, i, stamp + 1, stamp, new byte[i]);
            }
            writer.metadata("drive", Map.of("city", "nowhere"));
            writer.attachment("a", "text/plain", 1, new byte[] {1, 2, 3});
        }
    }
}
