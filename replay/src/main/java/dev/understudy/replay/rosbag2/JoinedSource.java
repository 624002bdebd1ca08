package dev.understudy.replay.rosbag2;

import dev.understudy.mcap.message.Channel;
import dev.understudy.mcap.message.MessageCursor;
import dev.understudy.mcap.message.MessageSource;
import dev.understudy.mcap.message.RawMessage;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.mcap.message.Selection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;

/** A recording that was split into several files, as one: by log time, ties by the order of the files. */
final class JoinedSource implements MessageSource {

    private final String name;
    private final List<MessageSource> files;
    private final List<Channel> channels = new ArrayList<>();
    /** For each file, its own ids by ours. */
    private final List<Map<Integer, Channel>> ours = new ArrayList<>();

    JoinedSource(String name, List<MessageSource> files) {
        this.name = name;
        this.files = files;
        Map<String, Channel> known = new HashMap<>();
        for (MessageSource file : files) {
            Map<Integer, Channel> map = new HashMap<>();
            for (Channel c : file.channels()) {
                map.put(c.id(), known.computeIfAbsent(c.topic() + '\n' + c.schema().name(), key -> {
                    channels.add(new Channel(channels.size() + 1, c.topic(), c.schema(), c.encoding(), c.metadata()));
                    return channels.get(channels.size() - 1);
                }));
            }
            ours.add(map);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String format() {
        return "rosbag2 folder of " + files.size() + (files.size() == 1 ? " file: " : " files: ")
                + files.get(0).format();
    }

    @Override
    public List<Channel> channels() {
        return List.copyOf(channels);
    }

    @Override
    public Map<Integer, Long> counts() {
        Map<Integer, Long> out = new HashMap<>();
        for (int f = 0; f < files.size(); f++) {
            Map<Integer, Channel> map = ours.get(f);
            files.get(f).counts().forEach((id, n) -> {
                if (map.containsKey(id)) {
                    out.merge(map.get(id).id(), n, Long::sum);
                }
            });
        }
        return out;
    }

    @Override
    public long startNanos() {
        return files.stream().filter(f -> f.messageCount() > 0).mapToLong(MessageSource::startNanos).min().orElse(0);
    }

    @Override
    public long endNanos() {
        return files.stream().mapToLong(MessageSource::endNanos).max().orElse(0);
    }

    @Override
    public List<String> warnings() {
        return files.stream().flatMap(f -> f.warnings().stream()).toList();
    }

    @Override
    public MessageCursor read(Selection selection) {
        return new Merge(selection);
    }

    @Override
    public void close() {
        files.forEach(MessageSource::close);
    }

    private final class Merge implements MessageCursor {

        private final PriorityQueue<Head> heads =
                new PriorityQueue<>(Comparator.comparingLong(Head::time).thenComparingInt(Head::file));
        /** Cursors of which the next message has not been fetched. */
        private final Deque<Head> behind = new ArrayDeque<>();
        /** Files that the merge has not reached, first one first: they hold no memory yet. */
        private final Deque<Integer> waiting = new ArrayDeque<>();
        private final Selection selection;

        Merge(Selection selection) {
            this.selection = selection;
            IntStream.range(0, files.size()).boxed()
                    .sorted(Comparator.comparingLong((Integer f) -> files.get(f).startNanos()).thenComparingInt(f -> f))
                    .forEach(waiting::add);
        }

        private Head open(int file) {
            Set<Integer> ids = new HashSet<>();
            ours.get(file).forEach((id, channel) -> {
                if (selection.channels().contains(channel.id())) {
                    ids.add(id);
                }
            });
            return new Head(file, files.get(file).read(
                    new Selection(ids, selection.fromNanos(), selection.untilNanos())), null);
        }

        /** A damaged part throws here; its cursor stays behind and goes on with the next call. */
        private void fetch() {
            while (!behind.isEmpty()) {
                RawMessage message = behind.peek().cursor().next();
                Head head = behind.remove();
                if (message != null) {
                    heads.add(new Head(head.file(), head.cursor(), message));
                }
            }
        }

        @Override
        public RawMessage next() {
            fetch();
            while (!waiting.isEmpty() && (heads.isEmpty()
                    || files.get(waiting.peek()).startNanos() <= heads.peek().time())) {
                behind.add(open(waiting.remove()));
                fetch();
            }
            Head first = heads.poll();
            if (first == null) {
                return null;
            }
            behind.add(first);
            RawMessage m = first.message();
            Channel channel = ours.get(first.file()).get(m.channel().id());
            if (channel == null) {
                throw new RecordingException(name + ": a message names a topic that is not described");
            }
            return new RawMessage(channel, m.logNanos(), m.publishNanos(), m.sequence(), m.data());
        }
    }

    private record Head(int file, MessageCursor cursor, RawMessage message) {

        long time() {
            return message.logNanos();
        }
    }
}
