package dev.understudy.replay.bag;

import dev.understudy.mcap.message.Channel;
import dev.understudy.mcap.message.ChunkMerge;
import dev.understudy.mcap.message.ChunkReader;
import dev.understudy.mcap.message.ChunkRef;
import dev.understudy.mcap.message.LoadedChunk;
import dev.understudy.mcap.message.MessageCursor;
import dev.understudy.mcap.message.MessageSource;
import dev.understudy.mcap.message.RawMessage;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.mcap.message.RecordingFile;
import dev.understudy.mcap.message.Selection;
import dev.understudy.replay.log.MessageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A ROS 1 bag of version 2.0 (http://wiki.ros.org/Bags/Format/2.0) with chunks of any of its codecs. Order, damage and
 * memory are as of an MCAP file.
 */
public final class BagSource implements MessageSource {

    private final BagFile file;
    private final BagIndex index;

    private BagSource(BagFile file, BagIndex index) {
        this.file = file;
        this.index = index;
    }

    /** Says whether a file begins as bags do. */
    public static boolean recognises(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return Arrays.equals(in.readNBytes(BagFile.MAGIC.length), BagFile.MAGIC);
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws RecordingException when it is no bag */
    public static BagSource open(Path path) {
        RecordingFile bytes = new RecordingFile(path);
        try {
            BagFile file = new BagFile(bytes);
            return new BagSource(file, BagIndex.read(file));
        } catch (RecordingException e) {
            bytes.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return file.file().path().getFileName().toString();
    }

    @Override
    public String format() {
        return "ROS 1 bag 2.0, " + (index.codecs().isEmpty() ? "no chunks" : String.join("+", index.codecs()));
    }

    @Override
    public List<Channel> channels() {
        return List.copyOf(index.channels().values());
    }

    @Override
    public Map<Integer, Long> counts() {
        return Map.copyOf(index.counts());
    }

    @Override
    public long startNanos() {
        return index.chunks().stream().mapToLong(ChunkRef::startNanos).min().orElse(0);
    }

    @Override
    public long endNanos() {
        return index.chunks().stream().mapToLong(ChunkRef::endNanos).max().orElse(0);
    }

    @Override
    public List<String> warnings() {
        return List.copyOf(index.warnings());
    }

    @Override
    public MessageCursor read(Selection selection) {
        return new ChunkMerge(index.chunks(), new Chunks(), selection);
    }

    @Override
    public void close() {
        file.file().close();
    }

    private final class Chunks implements ChunkReader {

        @Override
        public LoadedChunk load(ChunkRef ref, Selection selection) {
            byte[] records = file.chunk(ref.offset());
            LoadedChunk chunk = new LoadedChunk(records);
            try {
                BagWalk walk = new BagWalk(records, file.place(ref.offset()));
                for (BagRecord record = walk.next(); record != null; record = walk.next()) {
                    if (record.op() == BagRecord.MESSAGE
                            && selection.takes((int) record.u32("conn"), record.time("time"))) {
                        chunk.add(record.time("time"), walk.start());
                    }
                }
            } catch (MessageException e) {
                throw new RecordingException(file.place(ref.offset()) + ": " + e.getMessage(), e);
            }
            return chunk.sort();
        }

        @Override
        public RawMessage message(LoadedChunk chunk, int place) {
            BagWalk walk = new BagWalk(chunk.data().array(), name());
            walk.seek(place);
            BagRecord record = walk.next();
            Channel channel = index.channels().get((int) record.u32("conn"));
            if (channel == null) {
                throw new RecordingException(file.file().path() + ": a message names connection " + record.u32("conn")
                        + ", which is not described");
            }
            long time = record.time("time");
            return new RawMessage(channel, time, time, 0, walk.bytes());
        }
    }
}
