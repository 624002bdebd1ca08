package dev.understudy.replay.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.replay.bag.MiniBag;
import dev.understudy.replay.fuzz.LogFuzzer.Outcome;
import dev.understudy.replay.ros.RosMessages;
import dev.understudy.replay.ros.RosOutput.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fixed subset of what {@code understudy fuzz logs} does at length. */
class LogFuzzerTest {

    private static final long SEED = 4711;
    private static final int CASES = 2_000;

    @TempDir
    Path folder;

    private List<byte[]> corpus;
    private LogFuzzer fuzzer;

    @BeforeEach
    void makeCorpus() throws IOException {
        corpus = new ArrayList<>(FuzzCorpus.make(folder.resolve("scratch")));
        for (String codec : new String[] {"none", "lz4", "bz2"}) {
            MiniBag bag = new MiniBag(codec);
            int points = bag.connection("/points", "sensor_msgs/PointCloud2");
            for (int i = 0; i < 3; i++) {
                bag.message(points, 1 + i, RosMessages.cloud(Form.ROS1, 1 + i, "velo", 1, 2, 3, i)).cut();
            }
            corpus.add(Files.readAllBytes(bag.write(folder.resolve("scratch"), true)));
        }
        fuzzer = new LogFuzzer(corpus, SEED, folder.resolve("case"));
    }

    @Test
    void shouldReadItsOwnCorpus() {
        for (byte[] file : corpus) {
            Outcome outcome = fuzzer.read(file);
            assertThat(outcome.defect()).isNull();
            assertThat(outcome.messages()).isGreaterThanOrEqualTo(6);
        }
    }

    @Test
    void shouldRefuseOrReadEveryDamagedFile() {
        System.out.println("seed " + SEED);
        long refused = 0;
        for (int i = 0; i < CASES; i++) {
            Outcome outcome = fuzzer.run(i);
            assertThat(outcome.defect()).as("case %d", i).isNull();
            refused += outcome.refused() ? 1 : 0;
        }
        assertThat(refused).isBetween(CASES / 50L, CASES * 49L / 50);
    }

    @Test
    void shouldMakeTheSameDamageAgain() {
        LogFuzzer again = new LogFuzzer(corpus, SEED, folder.resolve("other"));
        for (int i = 0; i < 50; i++) {
            assertThat(again.damaged(i)).isEqualTo(fuzzer.damaged(i));
        }
    }
}
