package dev.understudy.replay.relabel;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.mcap.message.Channel;
import dev.understudy.mcap.message.MessageCursor;
import dev.understudy.mcap.message.MessageSource;
import dev.understudy.mcap.message.RawMessage;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.mcap.message.Selection;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.replay.Recordings;
import dev.understudy.replay.log.LogException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads pseudo-labelled samples from a recording of the samples topic. */
public final class RecordedSamples {

    private RecordedSamples() {
    }

    /**
     * Hands over every sample by log time.
     *
     * @throws RecordingException when the file is no recording, holds no samples, or is damaged
     */
    public static void read(Path file, Consumer<PseudoLabelledSample> sink) {
        MessageSource opened = Recordings.open(file);
        if (opened == null) {
            throw new LogException(file + ": no recording of messages (" + Recordings.lookedFor() + ")");
        }
        try (MessageSource source = opened) {
            String type = PseudoLabelledSample.getDescriptor().getFullName();
            Set<Integer> channels = source.channels().stream().filter(c -> c.schema().name().equals(type))
                    .map(Channel::id).collect(Collectors.toSet());
            if (channels.isEmpty()) {
                throw new LogException(file + ": holds no samples (" + type + "); record them with --topics samples");
            }
            MessageCursor cursor = source.read(Selection.of(channels));
            for (RawMessage m = cursor.next(); m != null; m = cursor.next()) {
                sink.accept(PseudoLabelledSample.parseFrom(m.data()));
            }
        } catch (InvalidProtocolBufferException e) {
            throw new LogException(file + ": a sample is damaged: " + e.getMessage(), e);
        }
    }
}
