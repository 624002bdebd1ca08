package dev.understudy.streams.stage;

import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.streams.deadletter.DeadLetterCircuits;
import dev.understudy.streams.deadletter.DeadLetters;
import dev.understudy.streams.ledger.LedgerBook;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what a sensor stage cannot use to the dead letters, counts it, and lets the stream go on. */
final class Rejection {

    private static final Logger LOG = LoggerFactory.getLogger(Rejection.class);

    private final ProcessorContext<byte[], Object> context;
    private final LedgerBook ledgers;
    private final DeadLetterCircuits circuits;
    private final BiConsumer<FrameLedger.Builder, String> count;

    private Rejection(ProcessorContext<byte[], Object> context, LedgerBook ledgers, DeadLetterCircuits circuits,
            BiConsumer<FrameLedger.Builder, String> count) {
        this.context = context;
        this.ledgers = ledgers;
        this.circuits = circuits;
        this.count = count;
    }

    static Rejection ofLidar(ProcessorContext<byte[], Object> context, LedgerBook ledgers,
            DeadLetterCircuits circuits) {
        return new Rejection(context, ledgers, circuits, (ledger, reason) -> {
            FrameLedgers.lidarIn(ledger);
            FrameLedgers.lidarDead(ledger, reason);
        });
    }

    static Rejection ofCamera(ProcessorContext<byte[], Object> context, LedgerBook ledgers,
            DeadLetterCircuits circuits) {
        return new Rejection(context, ledgers, circuits, (ledger, reason) -> {
            FrameLedgers.cameraIn(ledger);
            FrameLedgers.cameraDead(ledger, reason);
        });
    }

    /** For records that are no frames and appear in no ledger. */
    static Rejection ofOther(ProcessorContext<byte[], Object> context, DeadLetterCircuits circuits) {
        return new Rejection(context, null, circuits, null);
    }

    /** The record being processed could be used. */
    void accepted() {
        circuits.good(context.recordMetadata().orElseThrow().topic());
    }

    void reject(Record<byte[], byte[]> record, BadFrameException why) {
        LOG.debug("dead letter: {} {}", why.reason(), why.getMessage());
        if (ledgers != null) {
            ledgers.update(robotOrNobody(record.key()), ledger -> count.accept(ledger, why.reason()));
        }
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
