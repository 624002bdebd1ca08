package dev.understudy.perception.pairing;

import static dev.understudy.perception.pairing.PairingScript.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.proto.v1.PairingState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random streams with delays, drops, reorders and duplicates; the seed is in the name of each run. */
class PairingPropertyTest {

    /** One record, by when it reaches the stage. */
    private record Arrival(boolean lidar, String sensor, long stampMs, long arrivalMs) {
    }

    private static final Comparator<Arrival> BY_ARRIVAL = Comparator.comparingLong(Arrival::arrivalMs);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void shouldAccountForEveryFrameThroughAnyDisorder(long seed) throws Exception {
        Random random = new Random(seed);
        PairingConfig config = new PairingConfig(Duration.ofMillis(10 + random.nextInt(90)),
                Duration.ofMillis(random.nextInt(3) * 200L), Duration.ofMillis(random.nextInt(2) * 150L),
                1 + random.nextInt(20), 1 + random.nextInt(40));
        PairingScript script = new PairingScript(config);
        for (Arrival arrival : disorderly(random)) {
            feed(script.at(arrival.arrivalMs()), arrival);
            if (random.nextInt(10) == 0) {
                // The state survives a restart between any two records.
                script.state = PairingState.parseFrom(script.state.build().toByteArray()).toBuilder();
            }
            assertThat(FrameLedgers.imbalance(script.ledger.build())).isEmpty();
            assertThat(script.state.getPendingLidarCount()).isLessThanOrEqualTo(config.maxPendingLidar());
            assertThat(script.state.getPendingCameraCount()).isLessThanOrEqualTo(config.maxPendingCamera());
        }
        script.endOfLog();
        assertThat(FrameLedgers.imbalance(script.ledger.build())).isEmpty();
        assertThat(script.ledger.getLidarPending() + script.ledger.getCameraPending()).isZero();
        assertThat(script.ledger.getLidarIn()).isEqualTo(script.decisions.size() + script.dropped.size());
        assertThat(script.ledger.getCameraIn()).isEqualTo(script.images.size());
        assertOrderAndTolerance(script, config);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {31, 32, 33, 34, 35, 36, 37, 38})
    void shouldDecideTheSameHoweverTheStreamsInterleave(long seed) {
        Random random = new Random(seed);
        PairingConfig config = new PairingConfig(Duration.ofMillis(50), Duration.ZERO,
                Duration.ofMillis(random.nextInt(2) * 150L), 10_000, 10_000);
        List<Arrival> arrivals = disorderly(random);
        PairingScript expected = play(config, arrivals);
        assertThat(expected.left()).isNotEmpty();
        for (int i = 0; i < 20; i++) {
            PairingScript other = play(config, interleave(arrivals, random));
            assertThat(other.left()).isEqualTo(expected.left());
            assertThat(other.fates()).containsExactlyInAnyOrderElementsOf(expected.fates());
            assertThat(other.ledger.build()).isEqualTo(expected.ledger.build());
        }
    }

    private static PairingScript play(PairingConfig config, List<Arrival> arrivals) {
        PairingScript script = new PairingScript(config).calibration("front", "rear");
        arrivals.forEach(arrival -> feed(script, arrival));
        return script.endOfLog();
    }

    private static void feed(PairingScript script, Arrival arrival) {
        if (arrival.lidar()) {
            script.lidar(arrival.sensor(), arrival.stampMs());
        } else {
            script.camera(arrival.sensor(), arrival.stampMs(), arrival.sensor().equals("rear") ? 20 : 0);
        }
    }

    private static void assertOrderAndTolerance(PairingScript script, PairingConfig config) {
        long last = Long.MIN_VALUE;
        Set<Long> stamps = new HashSet<>();
        for (PairingDecision decision : script.decisions) {
            long stamp = decision.set().getStampNs();
            assertThat(stamp).isGreaterThan(last);
            assertThat(stamps.add(stamp)).isTrue();
            last = stamp;
            assertThat(decision.images()).extracting(i -> i.reference().getCameraFrameId()).doesNotHaveDuplicates();
            for (PairedImage image : decision.images()) {
                long offset = image.reference().getShutterOffsetNs();
                assertThat(Math.abs(image.reference().getStampNs() - offset - stamp))
                        .isLessThanOrEqualTo(config.tolerance().toMillis() * MS);
            }
        }
    }

    private static List<Arrival> disorderly(Random random) {
        List<Arrival> all = new ArrayList<>();
        stream(all, random, true, "lidar", 100, 0);
        stream(all, random, false, "front", 33 + random.nextInt(100), random.nextInt(60));
        stream(all, random, false, "rear", 100, random.nextInt(60));
        all.sort(BY_ARRIVAL);
        return all;
    }

    private static void stream(List<Arrival> all, Random random, boolean lidar, String sensor, int periodMs,
            int phaseMs) {
        int worstDelay = 1 + random.nextInt(400);
        for (int i = 0; i < 60; i++) {
            long stamp = 10_000 + phaseMs + (long) i * periodMs + random.nextInt(15);
            int copies = random.nextInt(10) == 0 ? 0 : random.nextInt(8) == 0 ? 2 : 1;
            for (int c = 0; c < copies; c++) {
                long delay = random.nextInt(4) == 0 ? random.nextInt(worstDelay) : 5;
                all.add(new Arrival(lidar, sensor, stamp, stamp + delay));
            }
        }
    }

    /** Another interleaving of the same streams: the order within each stays. */
    private static List<Arrival> interleave(List<Arrival> arrivals, Random random) {
        List<Integer> turns = new ArrayList<>();
        List<List<Arrival>> streams = List.of(of(arrivals, "lidar"), of(arrivals, "front"), of(arrivals, "rear"));
        for (int s = 0; s < streams.size(); s++) {
            turns.addAll(Collections.nCopies(streams.get(s).size(), s));
        }
        Collections.shuffle(turns, random);
        int[] next = new int[streams.size()];
        return turns.stream().map(s -> streams.get(s).get(next[s]++)).toList();
    }

    private static List<Arrival> of(List<Arrival> arrivals, String sensor) {
        return arrivals.stream().filter(a -> a.sensor().equals(sensor)).toList();
    }
}
