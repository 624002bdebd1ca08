package dev.understudy.mcap;

import dev.understudy.mcap.message.Channel;
import dev.understudy.mcap.message.ChunkMerge;
import dev.understudy.mcap.message.MessageCursor;
import dev.understudy.mcap.message.MessageSource;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.mcap.message.RecordingFile;
import dev.understudy.mcap.message.Selection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An MCAP file (https://mcap.dev/spec): indexed where the summary is whole, else read through once when it is opened.
 *
 * <p>Messages come in one total order: log time, ties by their place in the file. A chunk whose CRC or content is wrong
 * is a {@link RecordingException} of the pass, which goes on behind the chunk. Memory is bounded by the chunks that
 * overlap in time, see {@link ChunkMerge}. Attachments and metadata are skipped.
 */
public final class McapSource implements MessageSource {

    private final RecordingFile file;
    private final McapSummary summary;

    private McapSource(RecordingFile file, McapSummary summary) {
        this.file = file;
        this.summary = summary;
    }

    /** Says whether a file begins as MCAP files do. */
    public static boolean recognises(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return Arrays.equals(in.readNBytes(Opcode.MAGIC.length), Opcode.MAGIC);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Opens a file.
     *
     * @throws RecordingException when it is no MCAP file or not even its first record is whole
     */
    public static McapSource open(Path path) {
        RecordingFile file = new RecordingFile(path);
        try {
            return new McapSource(file, summary(file, McapHeader.read(file)));
        } catch (RecordingException e) {
            file.close();
            throw e;
        }
    }

    private static McapSummary summary(RecordingFile file, McapHeader header) {
        McapSummary summary;
        try {
            summary = SummaryReader.read(file, header);
        } catch (RecordingException e) {
            return McapScan.read(file, header, e.getMessage());
        }
        return summary != null ? summary : McapScan.read(file, header, "");
    }

    @Override
    public String name() {
        return file.path().getFileName().toString();
    }

    @Override
    public String format() {
        String codecs = summary.parts().stream().filter(McapPart::chunk)
                .map(p -> p.compression().isEmpty() ? "uncompressed" : p.compression())
                .distinct().sorted().collect(Collectors.joining("+"));
        String profile = summary.profile().isEmpty() ? "" : ", profile " + summary.profile();
        return "MCAP, " + (codecs.isEmpty() ? "no chunks" : codecs) + profile + ", written by " + summary.library();
    }

    @Override
    public List<Channel> channels() {
        return List.copyOf(summary.channels().values());
    }

    @Override
    public Map<Integer, Long> counts() {
        return Map.copyOf(summary.counts());
    }

    @Override
    public long startNanos() {
        return summary.parts().stream().mapToLong(p -> p.ref().startNanos()).min().orElse(0);
    }

    @Override
    public long endNanos() {
        return summary.parts().stream().mapToLong(p -> p.ref().endNanos()).max().orElse(0);
    }

    @Override
    public List<String> warnings() {
        return List.copyOf(summary.warnings());
    }

    /** Number of attachments; they are skipped. */
    public long attachments() {
        return summary.attachments();
    }

    /** Number of metadata records; they are skipped. */
    public long metadata() {
        return summary.metadata();
    }

    @Override
    public MessageCursor read(Selection selection) {
        return new ChunkMerge(summary.parts().stream().map(McapPart::ref).toList(),
                new PartReader(file, summary), selection);
    }

    @Override
    public void close() {
        file.close();
    }
}
