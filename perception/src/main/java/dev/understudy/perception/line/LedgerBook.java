package dev.understudy.perception.line;

import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.proto.v1.FrameLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The ledgers of the line's robots. Where their store is changelogged, a count commits or aborts together with the
 * frame it counts: the conservation laws hold through any crash.
 *
 * <p>Frames whose robot is unknown (a record without a key) are counted under {@link #NOBODY}.
 */
public final class LedgerBook {

    /** Robot id that stands for "no robot could be named". */
    public static final String NOBODY = "";

    private final KeyedStore<FrameLedger> store;

    public LedgerBook(KeyedStore<FrameLedger> store) {
        this.store = store;
    }

    /** Changes the ledger of one robot. */
    public void update(String robot, Consumer<FrameLedger.Builder> change) {
        FrameLedger before = store.get(robot);
        FrameLedger.Builder builder = before == null ? FrameLedger.newBuilder() : before.toBuilder();
        change.accept(builder);
        store.put(robot, builder.build());
    }

    /** A LiDAR record came in and could not be used. */
    public void lidarDead(String robot, String reason) {
        update(robot, ledger -> {
            FrameLedgers.lidarIn(ledger);
            FrameLedgers.lidarDead(ledger, reason);
        });
    }

    /** A camera record came in and could not be used. */
    public void cameraDead(String robot, String reason) {
        update(robot, ledger -> {
            FrameLedgers.cameraIn(ledger);
            FrameLedgers.cameraDead(ledger, reason);
        });
    }

    /** The sum over all robots. */
    FrameLedger sum() {
        List<FrameLedger> ledgers = new ArrayList<>();
        store.forEach((robot, ledger) -> ledgers.add(ledger));
        return FrameLedgers.sum(ledgers);
    }
}
