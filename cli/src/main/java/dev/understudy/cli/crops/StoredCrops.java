package dev.understudy.cli.crops;

import dev.understudy.learning.train.Erasure;
import dev.understudy.streams.claim.ClaimKeys;
import dev.understudy.streams.claim.ClaimSettings;
import dev.understudy.streams.claim.ClaimStore;
import dev.understudy.streams.claim.ClaimStores;
import java.util.ArrayList;
import java.util.List;

/** A robot's images of a time in a claim-check store. */
final class StoredCrops {

    private StoredCrops() {
    }

    /** Counts them, and deletes them if wanted; empty settings have none. */
    static long delete(ClaimSettings settings, Erasure erasure, boolean reallyDelete) {
        if (!settings.hasStore()) {
            return 0;
        }
        List<String> keys = new ArrayList<>();
        try (ClaimStore store = ClaimStores.open(settings.store())) {
            store.list(ClaimKeys.prefix(ClaimKeys.CAMERA, erasure.robot()), object -> {
                if (erasure.within(ClaimKeys.stampNanos(object.key()).orElse(Long.MIN_VALUE))) {
                    keys.add(object.key());
                }
            });
            if (reallyDelete) {
                keys.forEach(store::delete);
            }
        }
        return keys.size();
    }
}
