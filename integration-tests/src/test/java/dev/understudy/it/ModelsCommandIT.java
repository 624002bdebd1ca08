package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.event.Box;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.CheckpointFile;
import dev.understudy.learning.checkpoint.EncodedCheckpoint;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.CheckpointChunk;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.LifecycleKind;
import dev.understudy.streams.event.EventSerdes;
import dev.understudy.streams.event.SchemaRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The models commands on a real broker. */
@Tag("broker")
class ModelsCommandIT {

    private static final int USAGE = 2;
    private static final int INPUT = 3;
    private static final String REGISTRY = "mock://models-command";

    @TempDir
    private static Path folder;
    private static LoopBroker broker;
    private static Signer signer;
    private static Producer<byte[], byte[]> producer;

    @BeforeAll
    static void start() {
        broker = LoopBroker.shared();
        signer = Signer.loadOrCreate(folder.resolve("trusted/signing.key"));
        producer = broker.producer();
    }

    @AfterAll
    static void stop() {
        producer.close();
        broker.close();
    }

    @Test
    void shouldListAndShowVersions() throws Exception {
        LoopBroker.sendChunks(producer, encoded("shown", 1, signer).records());
        decide(LifecycleKind.PROMOTED, encoded("shown", 1, signer), 1, 100, signer);
        LoopBroker.sendChunks(producer, encoded("shown", 2, signer).records());
        decide(LifecycleKind.PROMOTED, encoded("shown", 2, signer), 2, 200, signer);
        decide(LifecycleKind.PROMOTED, encoded("shown", 9, signer), 9, 300, Signer.generate());

        JsonNode listed = json("list", "--model=shown", trusted(), "--json");
        JsonNode shown = json("show", "2", "--model=shown", trusted(), "--json");

        assertThat(listed).extracting(v -> v.requiredAt("/version").asInt() + " " + v.requiredAt("/state").asText())
                .containsExactly("1 superseded", "2 live");
        assertThat(shown.requiredAt("/contents/classes/0").asText()).isEqualTo("car");
        assertThat(shown.requiredAt("/history/0/kind").asText()).isEqualTo("promoted");
        assertThat(run(INPUT, "show", "7", "--model=shown")).contains("no version 7 of model shown");
    }

    @Test
    void shouldTellWhatSpokeOfARobotAtATime() throws Exception {
        Instant now = Instant.now();
        try (var events = EventSerdes.classifiedObject(SchemaRegistry.open(REGISTRY)).serializer()) {
            for (int version = 1; version <= 3; version++) {
                producer.send(new ProducerRecord<>(Topics.OBJECT_EVENT, LoopBroker.utf8("r1"),
                        events.serialize(Topics.OBJECT_EVENT, event("r1", version, nanos(now) + version)))).get();
            }
            producer.send(new ProducerRecord<>(Topics.OBJECT_EVENT, LoopBroker.utf8("r2"),
                    events.serialize(Topics.OBJECT_EVENT, event("r2", 8, nanos(now) + 2)))).get();
        }

        JsonNode live = json("live", "--at", now.plusNanos(2).toString(), "--robot=r1", "--registry=" + REGISTRY,
                "--model=asked", "--json");

        assertThat(live.requiredAt("/robot/before/version").asInt()).isEqualTo(2);
        assertThat(live.requiredAt("/robot/after/version").asInt()).isEqualTo(3);
        assertThat(live.requiredAt("/decided").isNull()).isTrue();
    }

    @Test
    void shouldVerifyAsAStreamDoes() throws Exception {
        LoopBroker.sendChunks(producer, encoded("verified", 2, signer).records());
        LoopBroker.sendChunks(producer, encoded("verified", 1, signer).records());
        LoopBroker.sendChunks(producer, encoded("verified", 3, Signer.generate()).records());
        List<CheckpointChunk> torn = encoded("verified", 4, signer).records();
        LoopBroker.sendChunks(producer, torn.subList(1, torn.size()));

        String[] lines = run(INPUT, "verify", "--model=verified", trusted()).lines().toArray(String[]::new);

        assertThat(lines).hasSize(4);
        assertThat(lines[0]).contains("version 2 epoch 2 ok");
        assertThat(lines[1]).contains("version 1", "stale-epoch");
        assertThat(lines[2]).contains("version 3", "unknown-key");
        assertThat(lines[3]).contains("version 4", "missing-chunk");
    }

    @Test
    void shouldCarryAVersionFromOneSystemToAnother() throws Exception {
        LoopBroker.sendChunks(producer, encoded("carried", 1, signer).records());
        LoopBroker.sendChunks(producer, encoded("carried", 2, signer).records());
        String old = folder.resolve("one.uckpt").toString();
        String next = folder.resolve("three.uckpt").toString();
        run(0, "export", "1", old, "--model=carried", trusted());
        CheckpointFile.write(Path.of(next), encoded("carried", 3, signer));
        try (Producer<byte[], byte[]> trainer = broker.producer("understudy-trainer-carried")) {
            trainer.initTransactions();

            assertThat(run(0, "import", old, "--model=carried", trusted())).contains("is on the topic already");
            assertThat(run(USAGE, "import", next, "--model=carried", trusted())).contains("it would go live");
            assertThat(run(0, "import", next, "--model=carried", trusted(), "--go-live")).contains("imported");

            assertThat(json("diff", "2", "3", "--model=carried", trusted(), "--json")
                    .requiredAt("/fields/0/name").asText()).isEqualTo("version");
            assertThat(json("live", "--model=carried", trusted(), "--json").requiredAt("/decided/version").asInt())
                    .isEqualTo(3);
            assertThatThrownBy(() -> {
                trainer.beginTransaction();
                trainer.send(new ProducerRecord<>(Topics.LIFECYCLE, LoopBroker.utf8("late"))).get();
            }).rootCause().isInstanceOfAny(ProducerFencedException.class, InvalidProducerEpochException.class);
        }
        assertThat(broker.versions("carried", KeyRing.of(signer.publicKey())))
                .extracting(version -> version.ref().getVersion()).containsExactly(1L, 2L, 3L);
    }

    private static ClassifiedObject event(String robot, long version, long stamp) {
        return ClassifiedObject.newBuilder().setEventId("e" + version).setStampNs(stamp).setRobot(robot)
                .setLidarFrameId("velo").setClusterIndex(0).setBox(new Box(0d, 0d, 0d, 1d, 1d, 1d, 0d))
                .setPointCount(1).setTrackId(0).setClassName("car").setTaxonomyVersion("road-1").setScore(1)
                .setSpokenBy("point").setServedWeights("teacher").setPairing("paired").setModel("asked")
                .setModelVersion(version).setModelDigest("0".repeat(64)).setSources(List.of()).build();
    }

    private static EncodedCheckpoint encoded(String model, long version, Signer by) {
        Checkpoint untrained = UntrainedModel.checkpoint(version, version).checkpoint();
        return CheckpointCodec.encode(new Checkpoint(untrained.manifest().toBuilder().setModel(model).build(),
                untrained.tensors()), by);
    }

    private static void decide(LifecycleKind kind, EncodedCheckpoint of, long epoch, long at, Signer by)
            throws Exception {
        byte[] value = LifecycleEvent.newBuilder().setKind(kind).setModel(of.ref()).setEpoch(epoch).setAtNs(at)
                .build().toByteArray();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.LIFECYCLE, 0,
                LoopBroker.utf8(of.ref().getModel()), value);
        record.headers().add(Topics.HEADER_KEY_ID, LoopBroker.utf8(by.keyId()));
        record.headers().add(Topics.HEADER_SIGNATURE, by.sign(value));
        producer.send(record).get();
    }

    private static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }

    private static String trusted() {
        return "--keys=" + folder.resolve("trusted");
    }

    private static JsonNode json(String... args) throws Exception {
        return new ObjectMapper().readTree(run(0, args).replaceAll("left out .*", ""));
    }

    /** What the command prints. */
    private static String run(int exit, String... args) {
        List<String> all = new ArrayList<>(List.of("models"));
        all.addAll(List.of(args));
        all.add("--bootstrap-servers=" + broker.bootstrapServers());
        CommandRun run = CommandRun.here(all);
        assertThat(run.exitCode()).as(run.out() + "\n" + run.err()).isEqualTo(exit);
        return run.out() + run.err();
    }
}
