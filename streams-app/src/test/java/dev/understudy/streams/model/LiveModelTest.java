package dev.understudy.streams.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.streams.model.Versions.FakeModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LiveModelTest {

    private final FakeModel first = new FakeModel(1);
    private final LiveModel<FakeModel> live = new LiveModel<>(Versions.checkpoint(1), first);

    @Test
    void shouldKeepTheOldModelUntilItsLastBatchEnds() {
        ModelLease<FakeModel> one = live.acquire();
        ModelLease<FakeModel> other = live.acquire();
        live.swap(Versions.checkpoint(2), new FakeModel(2));
        assertThat(one.model().version).isEqualTo(1);
        assertThat(one.ref().getVersion()).isEqualTo(1);
        one.close();
        assertThat(first.freed).isFalse();
        other.close();
        assertThat(first.freed).isTrue();
    }

    @Test
    void shouldFreeTheOldModelAtOnceWhenNobodyUsesIt() {
        live.swap(Versions.checkpoint(2), new FakeModel(2));
        assertThat(first.freed).isTrue();
    }

    @Test
    void shouldGiveTheNewModelToTheNextBatch() {
        live.swap(Versions.checkpoint(2), new FakeModel(2));
        try (ModelLease<FakeModel> lease = live.acquire()) {
            assertThat(lease.model().version).isEqualTo(2);
            assertThat(lease.manifest().getVersion()).isEqualTo(2);
        }
    }

    @Test
    void shouldCountALeaseClosedTwiceOnce() {
        ModelLease<FakeModel> one = live.acquire();
        ModelLease<FakeModel> other = live.acquire();
        live.swap(Versions.checkpoint(2), new FakeModel(2));
        one.close();
        one.close();
        assertThat(first.freed).isFalse();
        assertThat(other.model()).isSameAs(first);
    }

    @Test
    void shouldRefuseTheModelOfAClosedLease() {
        ModelLease<FakeModel> lease = live.acquire();
        lease.close();
        assertThatThrownBy(lease::model).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldFreeAModelThatComesAfterClosing() {
        live.close();
        FakeModel late = new FakeModel(2);
        live.swap(Versions.checkpoint(2), late);
        assertThat(late.freed).isTrue();
        assertThat(first.freed).isTrue();
        assertThatThrownBy(live::acquire).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldNeverHandOutAFreedModelWhileSwapping() throws Exception {
        AtomicBoolean running = new AtomicBoolean(true);
        ExecutorService users = Executors.newFixedThreadPool(3);
        List<Future<Long>> counts = new ArrayList<>();
        for (int user = 0; user < 3; user++) {
            counts.add(users.submit(batchesWhile(running)));
        }
        List<FakeModel> models = new ArrayList<>(List.of(first));
        var checkpoint = Versions.checkpoint(2);
        for (int swap = 0; swap < 2_000; swap++) {
            FakeModel next = new FakeModel(swap + 2);
            models.add(next);
            live.swap(checkpoint, next);
        }
        running.set(false);
        for (Future<Long> count : counts) {
            assertThat(count.get()).isPositive();
        }
        users.shutdown();
        assertThat(models.subList(0, 2_000)).allMatch(model -> model.freed);
        assertThat(models.get(2_000).freed).isFalse();
    }

    private Callable<Long> batchesWhile(AtomicBoolean running) {
        return () -> {
            long batches = 0;
            do {
                try (ModelLease<FakeModel> lease = live.acquire()) {
                    FakeModel model = lease.model();
                    Thread.onSpinWait();
                    if (model.freed || lease.model() != model) {
                        throw new AssertionError("freed while in use: " + model.version);
                    }
                    batches++;
                }
            } while (running.get());
            return batches;
        };
    }
}
