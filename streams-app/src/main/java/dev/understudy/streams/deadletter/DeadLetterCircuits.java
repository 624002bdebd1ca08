package dev.understudy.streams.deadletter;

import dev.understudy.perception.BadFrameException;
import dev.understudy.proto.LetterLimits;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.SourceRecord;
import dev.understudy.streams.metrics.StreamMeters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a storm of unusable records from flooding the dead letters: one {@link DeadLetterCircuit} per input topic of
 * an application, shared by its stream threads, forgotten with the process.
 *
 * <p>While a topic's circuit is open the stream goes on as ever: each record is read, counted and has its letter with
 * reason, origin and headers, but the letter holds only the first {@value DeadLetters#STORM_VALUE} bytes of the value
 * and says so ({@link Topics#HEADER_DEAD_CUT_FROM}). The whole record lies at its origin for as long as that topic
 * keeps it; the letters from before the circuit opened are whole. Good records close it.
 *
 * <p>Gauge {@code deadletter.circuit} by topic: 1 while open.
 */
public final class DeadLetterCircuits {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterCircuits.class);

    private final Map<String, DeadLetterCircuit> circuits = new TreeMap<>();

    /** Makes the circuits of an application that reads {@code topics}. */
    public DeadLetterCircuits(MeterRegistry meters, String... topics) {
        for (String topic : topics) {
            DeadLetterCircuit circuit = new DeadLetterCircuit();
            circuits.put(topic, circuit);
            Gauge.builder(StreamMeters.DEAD_LETTER_CIRCUIT, circuit, c -> c.isOpen() ? 1 : 0).tag("topic", topic)
                    .description("1 while so many records of the topic are unusable that letters are cut short")
                    .strongReference(true).register(meters);
        }
    }

    /** A record of the topic could be used. */
    public void good(String topic) {
        saw(topic, false);
    }

    /** The letter of a record that could not be used. */
    public Record<byte[], byte[]> letter(Record<byte[], byte[]> original, SourceRecord source,
            BadFrameException why) {
        DeadLetterCircuit circuit = saw(source.getTopic(), true);
        return DeadLetters.of(original, source, why,
                circuit.isOpen() ? DeadLetters.STORM_VALUE : LetterLimits.MAX_VALUE);
    }

    private DeadLetterCircuit saw(String topic, boolean dead) {
        DeadLetterCircuit circuit = circuits.get(topic);
        if (circuit == null) {
            throw new IllegalArgumentException("no circuit for topic " + topic);
        }
        if (circuit.saw(dead)) {
            if (circuit.isOpen()) {
                LOG.warn("{}: {} of the last {} records could not be used; until that ends, their dead letters are cut"
                        + " to {} bytes", topic, circuit.deadCount(), DeadLetterCircuit.WINDOW,
                        DeadLetters.STORM_VALUE);
            } else {
                LOG.info("{}: records can be used again; dead letters are whole again", topic);
            }
        }
        return circuit;
    }
}
