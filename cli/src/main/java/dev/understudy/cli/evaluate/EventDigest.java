package dev.understudy.cli.evaluate;

import dev.understudy.event.ClassifiedObject;
import dev.understudy.streams.event.TrustedRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * The fingerprint of a run's events: SHA-256 over the SHA-256 of every event's canonical bytes, in the canonical order
 * (robot, stamp, object index; equal ones by their bytes, so a doubled event changes the digest).
 *
 * <p>Canonical bytes are the event's Avro binary form without its {@code sources}: topic, partition and offset of the
 * input records say how the run was carried out (partitions, what else was in the topic), not what was seen. Everything
 * else counts, the model's digest too. Events carry neither arrival times nor anything else of the wall clock. The
 * digest is the same at any pace, with any number of stream threads, through a broker or without, under the conditions
 * of reproducible replay: same log, checkpoint, settings, natives and kind of CPU, and one maths thread.
 */
public final class EventDigest {

    static {
        TrustedRecords.install();
    }

    private static final Comparator<Entry> CANONICAL = Comparator.comparing(Entry::robot)
            .thenComparingLong(Entry::stampNanos).thenComparingInt(Entry::index)
            .thenComparing(Entry::sha, Arrays::compare);

    private final SpecificDatumWriter<ClassifiedObject> writer =
            new SpecificDatumWriter<>(ClassifiedObject.getClassSchema(), SpecificData.get());
    private final List<Entry> entries = new ArrayList<>();

    /** Takes an event, in any order. */
    public void add(ClassifiedObject event) {
        MessageDigest sha = sha256();
        entries.add(new Entry(event.getRobot(), event.getStampNs(), event.getClusterIndex(),
                sha.digest(canonical(event))));
    }

    /** Events taken so far. */
    public int events() {
        return entries.size();
    }

    /** Hex; of no events, SHA-256 of nothing. */
    public String hex() {
        MessageDigest sha = sha256();
        entries.stream().sorted(CANONICAL).forEach(e -> {
            byte[] robot = e.robot.getBytes(StandardCharsets.UTF_8);
            sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(robot.length).flip());
            sha.update(robot);
            sha.update(ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(e.stampNanos).putInt(e.index).flip());
            sha.update(e.sha);
        });
        return HexFormat.of().formatHex(sha.digest());
    }

    private byte[] canonical(ClassifiedObject event) {
        ClassifiedObject content = ClassifiedObject.newBuilder(event).setSources(List.of()).build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            writer.write(content, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return out.toByteArray();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private record Entry(String robot, long stampNanos, int index, byte[] sha) {
    }
}
