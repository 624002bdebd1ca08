package dev.understudy.mcap.message;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Merges chunks whose times may overlap into one total order: log time, then the chunk's place in the file, then the
 * message's place in the chunk. A chunk is opened when the merge reaches its start.
 *
 * <p>Memory is bounded by one chunk or {@value #HELD_BYTES} bytes, whichever is more, plus 12 bytes for each message of
 * the chunks that overlap here: bytes of chunks whose turn is farthest away are let go and read again. Not thread-safe.
 */
public final class ChunkMerge implements MessageCursor {

    /** Decompressed bytes held of chunks that overlap: a few dozen chunks as writers make them. */
    private static final long HELD_BYTES = 48L << 20;

    private final ChunkReader reader;
    private final Selection selection;
    private final Deque<ChunkRef> waiting;
    private final PriorityQueue<Open> open = new PriorityQueue<>(Open.ORDER);
    private long held;

    public ChunkMerge(List<ChunkRef> chunks, ChunkReader reader, Selection selection) {
        this.reader = reader;
        this.selection = selection;
        waiting = new ArrayDeque<>(chunks.stream().filter(ref -> ref.mayHold(selection))
                .sorted(Comparator.comparingLong(ChunkRef::startNanos).thenComparingLong(ChunkRef::offset)).toList());
    }

    @Override
    public RawMessage next() {
        while (!waiting.isEmpty() && (open.isEmpty() || waiting.peek().startNanos() <= open.peek().time())) {
            open(waiting.remove());
        }
        Open first = open.poll();
        if (first == null) {
            return null;
        }
        int place = first.chunk.place(first.position++);
        try {
            load(first);
            return reader.message(first.chunk, place);
        } finally {
            if (first.position < first.chunk.count()) {
                open.add(first);
            } else {
                held -= first.chunk.heldBytes();
            }
        }
    }

    private void open(ChunkRef ref) {
        LoadedChunk chunk = reader.load(ref, selection);
        if (chunk.count() > 0) {
            open.add(new Open(ref, chunk));
            held += chunk.heldBytes();
            letGo();
        }
    }

    private void load(Open entry) {
        if (entry.chunk.heldBytes() == 0) {
            entry.chunk.restore(reader.load(entry.ref, selection));
            held += entry.chunk.heldBytes();
            letGo();
        }
    }

    private void letGo() {
        while (held > HELD_BYTES) {
            Open last = open.stream().filter(o -> o.chunk.heldBytes() > 0).max(Open.ORDER).orElse(null);
            if (last == null || last == open.peek()) {
                return;
            }
            held -= last.chunk.heldBytes();
            last.chunk.release();
        }
    }

    /** A chunk that the merge is inside of. */
    private static final class Open {

        static final Comparator<Open> ORDER =
                Comparator.comparingLong(Open::time).thenComparingLong(o -> o.ref.offset());

        private final ChunkRef ref;
        private final LoadedChunk chunk;
        private int position;

        Open(ChunkRef ref, LoadedChunk chunk) {
            this.ref = ref;
            this.chunk = chunk;
        }

        long time() {
            return chunk.time(position);
        }
    }
}
