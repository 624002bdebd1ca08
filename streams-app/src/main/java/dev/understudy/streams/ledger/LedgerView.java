package dev.understudy.streams.ledger;

import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.proto.v1.FrameLedger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The sum of the ledgers of the robots this instance has at the moment. While the stores cannot be asked (during a
 * rebalance, after the end) the last answer stands.
 */
public final class LedgerView {

    private final Supplier<ReadOnlyKeyValueStore<String, FrameLedger>> store;
    private FrameLedger last = FrameLedger.getDefaultInstance();

    /**
     * Makes a view.
     *
     * @param store asks for the store anew each time; may throw {@link InvalidStateStoreException}
     */
    public LedgerView(Supplier<ReadOnlyKeyValueStore<String, FrameLedger>> store) {
        this.store = store;
    }

    /** The sum now. */
    public synchronized FrameLedger sum() {
        List<FrameLedger> ledgers = new ArrayList<>();
        try (KeyValueIterator<String, FrameLedger> all = store.get().all()) {
            for (Iterator<KeyValue<String, FrameLedger>> robots = all; robots.hasNext();) {
                ledgers.add(robots.next().value);
            }
            last = FrameLedgers.sum(ledgers);
        } catch (InvalidStateStoreException | IllegalStateException e) {
            return last;
        }
        return last;
    }
}
