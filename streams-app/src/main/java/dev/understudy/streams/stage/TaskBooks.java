package dev.understudy.streams.stage;

import dev.understudy.perception.line.CalibrationBook;
import dev.understudy.perception.line.FrameLineConfig;
import dev.understudy.perception.line.KeyedStore;
import dev.understudy.perception.line.LedgerBook;
import dev.understudy.perception.line.PoseBook;
import dev.understudy.perception.line.StampedStore;
import dev.understudy.streams.state.KeyedStateStore;
import dev.understudy.streams.state.StampedStateStore;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** The memory of the frame line on the state stores of the task that a stage belongs to. */
final class TaskBooks {

    private final ProcessorContext<?, ?> context;

    TaskBooks(ProcessorContext<?, ?> context) {
        this.context = context;
    }

    LedgerBook ledgers() {
        return new LedgerBook(keyed(PerceptionNames.LEDGER_STORE));
    }

    CalibrationBook calibrations() {
        return new CalibrationBook(keyed(PerceptionNames.CALIBRATION_STORE));
    }

    PoseBook poses(FrameLineConfig config) {
        return new PoseBook(config, stamped(PerceptionNames.POSE_STORE));
    }

    <V> KeyedStore<V> keyed(String name) {
        KeyValueStore<String, V> store = context.getStateStore(name);
        return new KeyedStateStore<>(store);
    }

    <V> StampedStore<V> stamped(String name) {
        KeyValueStore<Bytes, V> store = context.getStateStore(name);
        return new StampedStateStore<>(store);
    }
}
