package dev.understudy.streams.ledger;

import dev.understudy.proto.v1.FrameLedger;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The ledgers of one task's robots. They live in a changelogged store, so a count commits or aborts together
 * with the frame it counts: the conservation laws hold through any crash.
 *
 * <p>Frames whose robot is unknown (a record without a key) are counted under {@link #NOBODY}.
 */
public final class LedgerBook {

    /** Robot id that stands for "no robot could be named". */
    public static final String NOBODY = "";

    private final KeyValueStore<String, FrameLedger> store;

    public LedgerBook(KeyValueStore<String, FrameLedger> store) {
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
        update(robot, b -> {
            b.setLidarIn(b.getLidarIn() + 1);
            b.putLidarDead(reason, b.getLidarDeadOrDefault(reason, 0) + 1);
        });
    }

    /** A camera record came in and could not be used. */
    public void cameraDead(String robot, String reason) {
        update(robot, b -> {
            b.setCameraIn(b.getCameraIn() + 1);
            b.putCameraDead(reason, b.getCameraDeadOrDefault(reason, 0) + 1);
        });
    }
}
