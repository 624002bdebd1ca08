package dev.understudy.mcap;

import dev.understudy.mcap.message.RecordingException;
import dev.understudy.mcap.message.RecordingFile;
import java.nio.file.Path;

/** Decompresses the chunks of a file and does nothing else: what reading is measured against. */
public final class PlainDecompression {

    private PlainDecompression() {
    }

    /**
     * Goes through all chunks in file order, without looking at CRCs or messages.
     *
     * @return bytes that came out
     * @throws RecordingException when the file has no summary or is damaged
     */
    public static long run(Path path) {
        try (RecordingFile file = new RecordingFile(path)) {
            McapSummary summary = SummaryReader.read(file, McapHeader.read(file));
            if (summary == null) {
                throw new RecordingException(path + ": has no summary");
            }
            return summary.parts().stream().mapToLong(p -> PartReader.inflate(file, p.ref().offset()).length).sum();
        }
    }
}
