package dev.understudy.mcap;

import dev.understudy.mcap.message.Channel;
import dev.understudy.mcap.message.ChunkReader;
import dev.understudy.mcap.message.ChunkRef;
import dev.understudy.mcap.message.Fields;
import dev.understudy.mcap.message.Inflater;
import dev.understudy.mcap.message.LoadedChunk;
import dev.understudy.mcap.message.RawMessage;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.mcap.message.RecordingFile;
import dev.understudy.mcap.message.Selection;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** Loads chunks: decompresses them, checks their CRC and finds their messages, by the message index if there is one. */
final class PartReader implements ChunkReader {

    private static final Inflater INFLATER = new Inflater(Map.of());

    private final RecordingFile file;
    private final Map<Integer, Channel> channels;
    private final Map<Long, McapPart> parts;

    PartReader(RecordingFile file, McapSummary summary) {
        this.file = file;
        channels = new TreeMap<>(summary.channels());
        parts = summary.parts().stream().collect(Collectors.toMap(p -> p.ref().offset(), p -> p, (a, b) -> a));
    }

    @Override
    public LoadedChunk load(ChunkRef ref, Selection selection) {
        McapPart part = parts.get(ref.offset());
        byte[] records = part.chunk() ? records(file, ref.offset()) : file.read(ref.offset(), part.length()).array();
        LoadedChunk chunk = new LoadedChunk(records);
        if (part.indexLength() == 0 || !MessageIndexes.fill(file, part, selection, chunk)) {
            walk(records, place(file, ref.offset()), (in, at) -> {
                int channel = in.u16();
                in.u32();
                long stamp = in.u64();
                if (selection.takes(channel, stamp)) {
                    chunk.add(stamp, at);
                }
            });
        }
        return chunk.sort();
    }

    /** Calls for each message of a chunk with its content and the byte at which its record begins. */
    static void walk(byte[] records, String place, ObjIntConsumer<Fields> message) {
        RecordWalk walk = new RecordWalk(ByteBuffer.wrap(records), place);
        for (Fields in = walk.next(); in != null; in = walk.next()) {
            if (walk.opcode() == Opcode.MESSAGE) {
                message.accept(in, walk.start());
            }
        }
    }

    @Override
    public RawMessage message(LoadedChunk chunk, int place) {
        ByteBuffer data = chunk.data();
        int begin = place + Opcode.PREFIX + Opcode.MESSAGE_PREFIX;
        int end = place + Opcode.PREFIX + (int) data.getLong(place + 1);
        int id = data.getShort(place + Opcode.PREFIX) & 0xFFFF;
        if (begin > end) {
            throw new RecordingException(
                    file.path() + ": a message of channel " + id + " is shorter than its own header");
        }
        Channel channel = channels.get(id);
        if (channel == null) {
            throw new RecordingException(file.path() + ": a message names channel " + id + ", which is not defined");
        }
        long sequence = data.getInt(place + Opcode.PREFIX + 2) & 0xFFFF_FFFFL;
        return new RawMessage(channel, data.getLong(place + Opcode.PREFIX + 6),
                data.getLong(place + Opcode.PREFIX + 14), sequence, data.slice(begin, end - begin));
    }

    /** The records inside the chunk at a byte of the file, decompressed and checked. */
    static byte[] records(RecordingFile file, long offset) {
        Packed chunk = packed(file, offset);
        byte[] records = chunk.inflate();
        check(records, chunk.crc(), chunk.place());
        return records;
    }

    /** The same without the check. */
    static byte[] inflate(RecordingFile file, long offset) {
        return packed(file, offset).inflate();
    }

    private static Packed packed(RecordingFile file, long offset) {
        String place = place(file, offset);
        RecordPrefix prefix = RecordPrefix.read(file, offset);
        if (prefix == null || prefix.opcode() != Opcode.CHUNK) {
            throw new RecordingException(place + ": no whole chunk is here");
        }
        ByteBuffer content = file.read(prefix.content(), prefix.length());
        Fields in = new Fields(content, place);
        in.u64();
        in.u64();
        long claimed = in.u64();
        long crc = in.u32();
        String compression = in.string();
        long length = in.u64();
        if (length > in.remaining()) {
            throw in.damage(length + " bytes of records are claimed where " + in.remaining() + " are left");
        }
        return new Packed(compression, content.array(), content.position(), (int) length, claimed, crc, place);
    }

    /** A chunk as it lies in the file. */
    private record Packed(String compression, byte[] data, int from, int length, long claimed, long crc, String place) {

        byte[] inflate() {
            return INFLATER.inflate(compression, data, from, length, claimed, place);
        }
    }

    private static void check(byte[] records, long crc, String place) {
        if (crc != 0) {
            CRC32 actual = new CRC32();
            actual.update(records);
            if (actual.getValue() != crc) {
                throw new RecordingException(String.format(Locale.ROOT,
                        "%s: the chunk's CRC is wrong: %08x is stated, %08x found", place, crc, actual.getValue()));
            }
        }
    }

    static String place(RecordingFile file, long offset) {
        return file.path() + ": chunk at byte " + offset;
    }
}
