package dev.understudy.replay.fuzz;

import dev.understudy.mcap.message.MessageCursor;
import dev.understudy.mcap.message.MessageSource;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.replay.DriveLogs;
import dev.understudy.replay.Recordings;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogException;
import dev.understudy.replay.messagelog.TopicOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Reads damaged recordings. What may come of one is its messages or a {@link LogException} of one line; anything else
 * (another exception, no memory left, more messages than a file of that size can hold) is a defect of the reader. Case
 * n of a seed is the same every time. Not thread-safe.
 */
public final class LogFuzzer {

    /** Smallest record of a message in any container, bytes: bounds how many a file can hold. */
    private static final int MESSAGE_BYTES = 16;
    /** Messages a chunk may hold for each of its compressed bytes, and complaints a file may give. */
    private static final int MAX_STEPS_PER_BYTE = 64;
    private static final int MAX_MUTATIONS = 3;

    private final List<byte[]> corpus;
    private final long seed;
    private final Path file;
    private volatile long running = -1;

    /**
     * How one case ended.
     *
     * @param defect {@code null} unless the reader behaved as it must not
     */
    public record Outcome(long messages, boolean refused, Throwable defect) {
    }

    /**
     * @param corpus whole files to be damaged
     * @param file where damaged files are put, one at a time
     */
    public LogFuzzer(List<byte[]> corpus, long seed, Path file) {
        this.corpus = List.copyOf(corpus);
        this.seed = seed;
        this.file = file;
    }

    /** The damaged file of a case. */
    public byte[] damaged(long number) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L + number);
        byte[] bytes = corpus.get(random.nextInt(corpus.size()));
        for (int i = 1 + random.nextInt(MAX_MUTATIONS); i > 0 && bytes.length > 1; i--) {
            bytes = Mutation.values()[random.nextInt(Mutation.values().length)].apply(bytes, random);
        }
        return bytes;
    }

    /** Runs a case. */
    public Outcome run(long number) {
        running = number;
        return read(damaged(number));
    }

    /** Number of the case that runs, for a watchdog. */
    public long running() {
        return running;
    }

    /** Reads one file, whole or damaged, in every way that commands do. */
    public Outcome read(byte[] bytes) {
        put(bytes);
        long limit = (long) MAX_STEPS_PER_BYTE * (bytes.length / MESSAGE_BYTES + 1) * MESSAGE_BYTES;
        try {
            return new Outcome(messages(limit) + drive(limit), false, null);
        } catch (RecordingException e) {
            boolean oneLine = e.getMessage() != null && !e.getMessage().contains("\n");
            return new Outcome(0, true, oneLine ? null : e);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError | AssertionError e) {
            return new Outcome(0, true, e);
        }
    }

    /** Deleting is faster than overwriting, for which file systems wait for the disk. */
    private void put(byte[] bytes) {
        try {
            Files.deleteIfExists(file);
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long messages(long limit) {
        MessageSource source = Recordings.open(file);
        if (source == null) {
            throw new LogException(file + ": nothing is recognised");
        }
        try (source) {
            MessageCursor cursor = source.readAll();
            return drain(() -> cursor.next() != null, limit);
        }
    }

    private long drive(long limit) {
        try (DriveLog log = DriveLogs.open(Recordings.open(file), TopicOptions.DISCOVER)) {
            return drain(() -> log.next() != null, limit);
        }
    }

    private static long drain(Step step, long limit) {
        long messages = 0;
        boolean more = true;
        for (long steps = 0; more; steps++) {
            if (steps > limit) {
                throw new AssertionError("the reader does not come to an end: " + messages + " messages in " + steps
                        + " steps");
            }
            try {
                more = step.next();
                messages += more ? 1 : 0;
            } catch (RecordingException e) {
                if (e.getMessage() == null || e.getMessage().contains("\n")) {
                    throw new AssertionError("the complaint is not one line: " + e.getMessage(), e);
                }
            }
        }
        return messages;
    }

    private interface Step {
        boolean next();
    }
}
