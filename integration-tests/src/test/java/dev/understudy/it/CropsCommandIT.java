package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.proto.Stamps;
import dev.understudy.proto.Topics;
import dev.understudy.proto.foxglove.CompressedImage;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ImageCrop;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.LifecycleKind;
import dev.understudy.proto.v1.TrainerState;
import dev.understudy.streams.claim.ClaimKeys;
import dev.understudy.streams.claim.FileStore;
import dev.understudy.trainer.TrainerProcess;
import dev.understudy.trainer.TrainerSettings;
import dev.understudy.trainer.TrainerWorker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A robot's crops of a time, deleted on a real broker. */
@Tag("broker")
class CropsCommandIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String MODEL = "crops";
    private static final String ROBOT = "r1";
    private static final int STEPS_PER_CANDIDATE = 10;
    /** Numbers of samples are their stamps in nanoseconds after the epoch. */
    private static final String[] RANGE = {"--from=1970-01-01T00:00:00.000000100Z",
        "--to=1970-01-01T00:00:00.000000200Z"};

    @TempDir
    private Path folder;
    private LoopBroker broker;

    @BeforeEach
    void start() {
        broker = LoopBroker.cleared();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void shouldEraseFromTheTrainerForGood() throws Exception {
        send(1, 21);
        try (Trainer trainer = new Trainer()) {
            await().atMost(PATIENCE).until(() -> seen().size() == 20);
            JsonNode deleted = json(0, "--robot=" + ROBOT, RANGE[0], RANGE[1], "--reason=asked", "--operator=ann");
            assertThat(deleted.requiredAt("/answer").asText()).isEqualTo("ERASED");
            assertThat(deleted.requiredAt("/trainer").asText()).isEqualTo("{\"samples\":0}");
            send(90, 111);
            await().atMost(PATIENCE).until(() -> seen().size() == 30);
        }
        // Also after a restart, which reads on from the last publication.
        try (Trainer trainer = new Trainer()) {
            send(191, 221);
            await().atMost(PATIENCE).until(() -> seen().size() >= 50);
        }
        assertThat(seen()).hasSize(50).noneMatch(number -> number >= 100 && number < 200)
                .contains(99f, 200f, 219f);
        LifecycleEvent erased = broker.lifecycle(MODEL).stream()
                .filter(event -> event.getKind() == LifecycleKind.ERASED).findAny().orElseThrow();
        assertThat(erased.getErasure().getRobotId()).isEqualTo(ROBOT);
        assertThat(erased.getInstance()).isEqualTo("ann");
        assertThat(state().getErasedList()).containsExactly(erased.getErasure());
        assertThat(state().getMemory().getCheckpoint()).isEqualTo(state().getCheckpoint());
    }

    @Test
    void shouldSayWhatWouldGoAndDeleteIt() throws Exception {
        Path frames = folder.resolve("frames");
        FileStore store = FileStore.open(frames);
        String inside = ClaimKeys.of(ClaimKeys.CAMERA, ROBOT, 150, new byte[32]);
        String later = ClaimKeys.of(ClaimKeys.CAMERA, ROBOT, 250, new byte[32]);
        String other = ClaimKeys.of(ClaimKeys.CAMERA, "r2", 150, new byte[32]);
        for (String key : List.of(inside, later, other)) {
            store.put(key, new byte[] {1});
        }
        try (Producer<byte[], byte[]> producer = broker.producer()) {
            for (long stamp : new long[] {90, 150, 160, 250}) {
                producer.send(new ProducerRecord<>(Topics.CAMERA_FRAME, 0, LoopBroker.utf8(ROBOT), image(stamp)));
            }
        }
        String[] options = {"--robot=" + ROBOT, RANGE[0], RANGE[1], "--claim-check=file:" + frames, "--wait=0"};

        JsonNode asked = json(0, with(options, "--dry-run", "--truncate"));
        assertThat(asked.requiredAt("/stored").asInt()).isEqualTo(1);
        assertThat(asked.requiredAt("/topics/0/topic").asText()).isEqualTo(Topics.CAMERA_FRAME);
        assertThat(asked.requiredAt("/topics/0/records").asInt()).isEqualTo(2);
        assertThat(asked.requiredAt("/topics/0/others").asInt()).isEqualTo(1);
        assertThat(asked.requiredAt("/topics/0/until").asText()).as("one machine keeps its topics for an age")
                .contains("between");
        assertThat(broker.committed(Topics.CAMERA_FRAME)).hasSize(4);
        assertThat(broker.lifecycle(MODEL)).isEmpty();

        assertThat(run(0, with(options))).contains("1 images deleted",
                Topics.CAMERA_FRAME + ": 2 records remain", "takes along 1 others", Topics.CLUSTER + ": none");
        assertThat(store.get(inside, 9, PATIENCE)).isEmpty();
        assertThat(store.get(later, 9, PATIENCE)).isPresent();
        assertThat(store.get(other, 9, PATIENCE)).isPresent();

        assertThat(run(0, with(options, "--truncate"))).contains("2 records deleted, and 1 others");
        assertThat(broker.committed(Topics.CAMERA_FRAME)).singleElement()
                .satisfies(record -> assertThat(record.value()).isEqualTo(image(250)));
        assertThat(run(2, "--robot=" + ROBOT, RANGE[0], "--to=yesterday")).contains("--to: 'yesterday' is no time");
        assertThat(run(2, "--robot=" + ROBOT, "--from=2026-01-02T00:00:00Z", "--to=2026-01-01T00:00:00Z"))
                .contains("--from is before --to");
    }

    private static byte[] image(long stamp) {
        return CompressedImage.newBuilder().setTimestamp(Stamps.of(stamp)).setFrameId("front").build().toByteArray();
    }

    private void send(int from, int to) {
        try (Producer<byte[], byte[]> producer = broker.producer()) {
            for (int number = from; number < to; number++) {
                Cluster cluster = Cluster.newBuilder()
                        .setCrop(ImageCrop.newBuilder().setImageStampNs(number)).build();
                producer.send(new ProducerRecord<>(Topics.SAMPLE, 0, LoopBroker.utf8(ROBOT), LedgerLearner
                        .sample(ROBOT, number).toBuilder().setCluster(cluster).build().toByteArray()));
            }
        }
    }

    private List<Float> seen() throws Exception {
        var versions = broker.versions(MODEL, KeyRing.of(Signer.loadOrCreate(key()).publicKey()));
        return versions.isEmpty() ? List.of()
                : LedgerLearner.numbers(versions.get(versions.size() - 1).checkpoint());
    }

    private TrainerState state() throws Exception {
        TrainerState last = null;
        for (ConsumerRecord<byte[], byte[]> record : broker.committed(Topics.TRAINER_STATE)) {
            if (MODEL.equals(new String(record.key(), StandardCharsets.UTF_8))) {
                last = TrainerState.parseFrom(record.value());
            }
        }
        return last;
    }

    private Path key() {
        return folder.resolve("keys/signing.key");
    }

    private static String[] with(String[] options, String... more) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private JsonNode json(int exit, String... args) throws Exception {
        return new ObjectMapper().readTree(run(exit, with(args, "--json")));
    }

    private String run(int exit, String... args) {
        List<String> all = new ArrayList<>(List.of("crops", "delete", "--model=" + MODEL,
                "--bootstrap-servers=" + broker.bootstrapServers()));
        all.addAll(List.of(args));
        CommandRun run = CommandRun.here(all);
        assertThat(run.exitCode()).as(run.out() + "\n" + run.err()).isEqualTo(exit);
        return run.out() + run.err();
    }

    /** A trainer on a thread of its own. */
    private final class Trainer implements AutoCloseable {

        private final TrainerProcess trainer = new TrainerProcess(new TrainerWorker(
                TrainerSettings.local(broker.kafka(), key()).withModel(MODEL)
                        .withStepsPerCandidate(STEPS_PER_CANDIDATE),
                (bootstrap, from) -> new LedgerLearner(ROBOT, from, () -> { }), () -> LedgerLearner.BOOTSTRAP,
                new SimpleMeterRegistry())).start();

        @Override
        public void close() {
            trainer.close();
            trainer.check();
        }
    }
}
