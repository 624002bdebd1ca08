package dev.understudy.streams.stage;

import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.line.LedgerBook;
import dev.understudy.streams.deadletter.DeadLetterCircuits;
import dev.understudy.streams.deadletter.DeadLetters;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what a sensor stage cannot use to the dead letters, counts it, and lets the stream go on. */
final class Rejection {

    private static final Logger LOG = LoggerFactory.getLogger(Rejection.class);

    private final ProcessorContext<byte[], Object> context;
    private final DeadLetterCircuits circuits;
    private final BiConsumer<String, String> count;

    /** @param count takes robot and reason */
    private Rejection(ProcessorContext<byte[], Object> context, DeadLetterCircuits circuits,
            BiConsumer<String, String> count) {
        this.context = context;
        this.circuits = circuits;
        this.count = count;
    }

    static Rejection ofLidar(ProcessorContext<byte[], Object> context, LedgerBook ledgers,
            DeadLetterCircuits circuits) {
        return new Rejection(context, circuits, ledgers::lidarDead);
    }

    static Rejection ofCamera(ProcessorContext<byte[], Object> context, LedgerBook ledgers,
            DeadLetterCircuits circuits) {
        return new Rejection(context, circuits, ledgers::cameraDead);
    }

    /** For records that are no frames and appear in no ledger. */
    static Rejection ofOther(ProcessorContext<byte[], Object> context, DeadLetterCircuits circuits) {
        return new Rejection(context, circuits, (robot, reason) -> { });
    }

    /** The record being processed could be used. */
    void accepted() {
        circuits.good(context.recordMetadata().orElseThrow().topic());
    }

    void reject(Record<byte[], byte[]> record, BadFrameException why) {
        LOG.debug("dead letter: {} {}", why.reason(), why.getMessage());
        count.accept(robotOrNobody(record.key()), why.reason());
        context.forward(circuits.letter(record, SensorRecords.source(context), why), DeadLetters.SINK);
    }

    private static String robotOrNobody(byte[] key) {
        try {
            return SensorRecords.robot(key);
        } catch (BadFrameException e) {
            return LedgerBook.NOBODY;
        }
    }
}
