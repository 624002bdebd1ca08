package dev.understudy.cli.chaos;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;

/** Does something to a process, and repairs it. */
final class ProcessFaults {

    /** The stream's session is 3 s: it may outlast a pause, or not. */
    private static final int LONGEST_STREAM_PAUSE_MS = 6_000;
    /** Longer than the stream's transactions last: they are aborted under its hands. */
    private static final int LONGEST_BROKER_PAUSE_MS = 8_000;
    private static final int LONGEST_GAP_MS = 1_000;
    private static final int TAKE_OVER_MS = 90_000;
    private static final int FULL_DISK_MS = 60_000;
    /** Nothing but the smallest files may grow. */
    private static final String FILE_LIMIT = "--fsize=4096";
    private static final long PROBE_PAUSE_MS = 250;
    private static final String PERCEPTION = "understudy-perception";

    private final Cast cast;
    private final Random random;
    private final BooleanSupplier publication;
    /** A process that has lost its place and is expected to end, or to give way. */
    private Child zombie;

    /**
     * Makes the faults of one scenario.
     *
     * @param publication waits for the next version that a trainer publishes; false when none came
     */
    ProcessFaults(Cast cast, Random random, BooleanSupplier publication) {
        this.cast = cast;
        this.random = random;
        this.publication = publication;
    }

    /** Injects a fault and repairs it; what comes back says whether it took effect. */
    Evidence inject(FaultKind kind) {
        return switch (kind) {
            case KILL_STREAM -> killStream(false);
            case LOSE_STREAM_STATE -> killStream(true);
            case RESTART_STREAM -> restartStream();
            case PAUSE_STREAM -> pause(cast.stream(), LONGEST_STREAM_PAUSE_MS);
            case ZOMBIE_STREAM -> zombieStream();
            case KILL_TRAINER -> killTrainer();
            case RESTART_TRAINER -> restartTrainer();
            case PAUSE_TRAINER -> pause(cast.trainer(), LONGEST_STREAM_PAUSE_MS);
            case ZOMBIE_TRAINER -> zombieTrainer();
            case KILL_BROKER -> killBroker();
            case PAUSE_BROKER -> pause(cast.broker(), LONGEST_BROKER_PAUSE_MS);
            case FILL_DISK -> fillDisk();
            default -> throw new IllegalArgumentException(kind + " is no fault of a process");
        };
    }

    private Evidence killStream(boolean loseState) {
        int exit = cast.stream().kill();
        gap();
        if (loseState) {
            cast.newStateFolder();
        }
        cast.startStream();
        return died("stream", exit);
    }

    private Evidence restartStream() {
        int exit = cast.stream().terminate();
        gap();
        cast.startStream();
        return died("stream", exit);
    }

    private Evidence killTrainer() {
        int exit = cast.trainer().kill();
        gap();
        cast.startTrainer();
        return died("trainer", exit);
    }

    private Evidence restartTrainer() {
        int exit = cast.trainer().terminate();
        gap();
        cast.startTrainer();
        return died("trainer", exit);
    }

    private Evidence killBroker() {
        int exit = cast.broker().kill();
        gap();
        cast.startBroker();
        return died("broker", exit);
    }

    private Evidence pause(Child child, int longest) {
        boolean stopped = child.pause();
        int millis = longest / 10 + random.nextInt(longest);
        Pause.millis(millis);
        child.resume();
        return new Evidence(stopped && child.alive(), child.name() + " stood still for " + millis + " ms");
    }

    private Evidence zombieStream() {
        Set<String> before = members();
        Child first = cast.stream();
        boolean stopped = first.pause();
        Child second = cast.startOtherStream();
        boolean taken = awaitOthers(before);
        first.resume();
        Pause.millis(random.nextInt(2 * LONGEST_GAP_MS));
        int exit = first.kill();
        cast.adoptStream(second);
        return new Evidence(stopped && taken, "another stream " + (taken ? "took over" : "did not take over")
                + ", the first came back and ended with " + exit);
    }

    private Evidence zombieTrainer() {
        Child first = cast.trainer();
        boolean stopped = first.pause();
        cast.adoptTrainer(cast.newTrainer());
        boolean taken = publication.getAsBoolean();
        first.resume();
        zombie = first;
        return new Evidence(stopped && taken, "another trainer " + (taken ? "published" : "did not publish")
                + ", the first came back");
    }

    /** What became of a process that came back to find its place taken; ends it in any case. */
    Evidence bury() {
        if (zombie == null) {
            return new Evidence(true, "");
        }
        boolean alone = zombie.endsWithin(TAKE_OVER_MS);
        int exit = alone ? zombie.exitCode() : zombie.kill();
        zombie = null;
        return new Evidence(alone && exit == AuditedTrainer.ENDED, alone
                ? "it ended by itself with " + exit : "it did not end by itself");
    }

    private Evidence fillDisk() {
        Child broker = cast.broker();
        boolean limited = Tools.run("prlimit", "--pid", Long.toString(broker.pid()), FILE_LIMIT);
        boolean died = limited && broker.endsWithin(FULL_DISK_MS);
        int exit = died ? broker.exitCode() : broker.kill();
        gap();
        cast.startBroker();
        return new Evidence(died, died ? "the broker could not write and ended with " + exit
                : limited ? "the broker did not end of it" : "prlimit is not there, or not allowed");
    }

    private Evidence died(String who, int exit) {
        return new Evidence(true, who + " ended with " + exit);
    }

    private void gap() {
        Pause.millis(random.nextInt(LONGEST_GAP_MS));
    }

    /** Until the group is stable without any of its former members. */
    private boolean awaitOthers(Set<String> before) {
        long deadline = System.nanoTime() + TAKE_OVER_MS * 1_000_000L;
        while (System.nanoTime() < deadline) {
            Set<String> now = new HashSet<>(members());
            if (!now.isEmpty() && now.stream().noneMatch(before::contains)) {
                return true;
            }
            Pause.millis(PROBE_PAUSE_MS);
        }
        return false;
    }

    private Set<String> members() {
        try (Admin admin = cast.admin()) {
            ConsumerGroupDescription group = admin.describeConsumerGroups(Set.of(PERCEPTION))
                    .describedGroups().get(PERCEPTION).get();
            return group.groupState() != GroupState.STABLE ? Set.of()
                    : group.members().stream().map(MemberDescription::consumerId).collect(Collectors.toSet());
        } catch (ExecutionException notYet) {
            return Set.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
