package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.understudy.event.ClassifiedObject;
import dev.understudy.learning.checkpoint.BootstrapCheckpoint;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.messaging.ClientPurpose;
import dev.understudy.proto.Topics;
import dev.understudy.streams.ServedModel;
import dev.understudy.streams.Serving;
import dev.understudy.streams.StreamProcess;
import dev.understudy.streams.StreamsSettings;
import dev.understudy.streams.event.EventSerdes;
import dev.understudy.streams.event.SchemaRegistry;
import dev.understudy.streams.stage.TeacherSource;
import dev.understudy.trainer.TrainerProcess;
import dev.understudy.trainer.TrainerSettings;
import dev.understudy.trainer.TrainerWorker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The core path on every form of services: frames in, committed events out, a checkpoint published and live. Its
 * robots, its model and its application ids are its own, so that the brokers may be anyone's; topics that are missing
 * are made.
 */
@Tag("broker")
class CoreLoopIT {

    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final long SEED = 61;
    private static final int ROBOTS = 2;
    private static final int FRAMES = 6;

    private final String name = "core-" + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void shouldServeWhatTheTrainerPublished(ServicesForm form) throws Exception {
        form.absence().ifPresent(why -> skip(form, why));
        System.out.println("seed " + SEED + ", " + form + ", " + name);
        try (TestServices services = form.open()) {
            services.makeTopics();
            run(services);
        }
    }

    private static void skip(ServicesForm form, String why) {
        System.out.println("SKIPPED " + form + ": " + why);
        abort(form + ": " + why);
    }

    private void run(TestServices services) throws Exception {
        Checkpoint untrained = UntrainedModel.checkpoint(1, SEED).checkpoint();
        TrainerSettings training = TrainerSettings.local(services.kafka(), folder.resolve("signing.key"))
                .withModel(name).withStepsPerCandidate(1);
        KeyRing ring = KeyRing.of(Signer.loadOrCreate(training.keys().signing()).publicKey());
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        List<ProducerRecord<byte[], byte[]>> log = FleetRecords.of(name, SEED, ROBOTS, FRAMES);
        try (StreamProcess stream = StreamProcess.both(streams(services), TeacherSource.NONE,
                        Serving.through(services.registryUrl(),
                        () -> ServedModel.following(BootstrapCheckpoint.load(), services.kafka(), name, ring, name,
                                meters)), meters).start();
                TrainerProcess trainer = new TrainerProcess(new TrainerWorker(training,
                        (bootstrap, from) -> new UntrainedLearner(name, untrained), () -> untrained,
                        new SimpleMeterRegistry())).start()) {
            send(services, log.subList(0, log.size() / 2));
            await().atMost(LIMIT).until(() -> {
                stream.check();
                trainer.check();
                return stream.liveVersion() > 0;
            });
            send(services, log.subList(log.size() / 2, log.size()));
            send(services, FleetRecords.ends(log));
            await().atMost(LIMIT).until(() -> frames(events(services)) == ROBOTS * FRAMES);
        }
        List<ClassifiedObject> events = events(services);
        assertThat(events).extracting(ClassifiedObject::getEventId).doesNotHaveDuplicates();
        assertThat(events).extracting(ClassifiedObject::getModelVersion).contains(0L).anyMatch(version -> version > 0);
    }

    private StreamsSettings streams(TestServices services) {
        return StreamsSettings.local(services.kafka(), services.registryUrl(), folder.resolve("state"))
                .withPrefix(name).replaying();
    }

    private static void send(TestServices services, List<ProducerRecord<byte[], byte[]>> records) {
        try (var producer = services.kafka().producer(ClientPurpose.NONE)) {
            records.forEach(producer::send);
        }
    }

    /** Of its own robots. */
    private List<ClassifiedObject> events(TestServices services) {
        try (Deserializer<ClassifiedObject> events =
                EventSerdes.classifiedObject(SchemaRegistry.open(services.registryUrl())).deserializer()) {
            return LoopBroker.at(services.kafka()).committed(Topics.OBJECT_EVENT).stream()
                    .filter(record -> new String(record.key(), StandardCharsets.UTF_8).startsWith(name))
                    .map(record -> events.deserialize(record.topic(), record.value())).toList();
        }
    }

    private static long frames(List<ClassifiedObject> events) {
        return events.stream().map(event -> event.getRobot() + "@" + event.getStampNs()).distinct().count();
    }
}
