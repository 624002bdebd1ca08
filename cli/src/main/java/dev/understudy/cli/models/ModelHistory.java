package dev.understudy.cli.models;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.kafka.CommittedRecords;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.CheckpointChunk;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.LifecycleKind;
import dev.understudy.proto.v1.SignedManifest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the checkpoint topic and the audit log say of one model: manifests without their weights, and every entry.
 * A decision whose signature is not good counts for nothing, and is counted.
 */
final class ModelHistory {

    private final String model;
    private final KeyRing ring;
    private final Map<Long, SignedManifest> signed = new TreeMap<>();
    private final Map<Long, CheckpointManifest> manifests = new TreeMap<>();
    private final List<AuditEntry> entries = new ArrayList<>();
    /** Whatever makes a version live: the trainer's entries, and manifests, which a stream adopts by their epoch. */
    private final List<LiveAt.Live> lives = new ArrayList<>();
    private int untrusted;

    /** Of a model; {@code ring} is null to take every signature for good. */
    ModelHistory(String model, KeyRing ring) {
        this.model = model;
        this.ring = ring;
    }

    /** Reads both topics to their present end. */
    static ModelHistory read(ModelOptions options) {
        ModelHistory history = new ModelHistory(options.model(), options.ring());
        try (CommittedRecords records = new CommittedRecords(options.services().kafka())) {
            records.read(Topics.CHECKPOINT, history::takeCheckpoint);
            records.read(Topics.LIFECYCLE, history::takeLifecycle);
        }
        return history;
    }

    /** Takes a record of the checkpoint topic; only manifests are kept. */
    void takeCheckpoint(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            // Deleted: the audit log still tells what it was and when it was live.
            CheckpointCodec.deletedVersion(model, record.key(), null).ifPresent(version -> {
                manifests.remove(version);
                signed.remove(version);
            });
            return;
        }
        try {
            CheckpointChunk chunk = CheckpointChunk.parseFrom(record.value());
            if (chunk.getModel().equals(model) && chunk.hasManifest()) {
                take(chunk.getManifest(), record.timestamp());
            }
        } catch (InvalidProtocolBufferException e) {
            // No chunk or no manifest: verify is where it is named.
            untrusted++;
        }
    }

    private void take(SignedManifest manifest, long appendedMillis) throws InvalidProtocolBufferException {
        CheckpointManifest parsed = CheckpointManifest.parseFrom(manifest.getManifest());
        if (ring != null && ring.objection(manifest).isPresent()) {
            untrusted++;
            return;
        }
        manifests.put(parsed.getVersion(), parsed);
        signed.put(parsed.getVersion(), manifest);
        lives.add(new LiveAt.Live(null, parsed.getVersion(), parsed.getEpoch(), hex(sha256(manifest.getManifest())),
                TimeUnit.MILLISECONDS.toNanos(appendedMillis)));
    }

    /** Takes a record of the audit log. */
    void takeLifecycle(ConsumerRecord<byte[], byte[]> record) {
        Optional<AuditEntry> entry = AuditEntry.of(record, ring);
        if (entry.isEmpty() || entry.get().objection().isPresent()) {
            untrusted++;
        } else if (entry.get().event().getModel().getModel().equals(model)) {
            entries.add(entry.get());
            if (entry.get().makesLive()) {
                lives.add(LiveAt.Live.of(null, entry.get().event()));
            }
        }
    }

    /** Records that could not be read, or are signed by nobody we trust. */
    int untrusted() {
        return untrusted;
    }

    Optional<CheckpointManifest> manifest(long version) {
        return Optional.ofNullable(manifests.get(version));
    }

    /** Every entry of a version, in order. */
    List<AuditEntry> entries(long version) {
        return entries.stream().filter(entry -> entry.version() == version).toList();
    }

    /** Every entry of the model, in order. */
    List<AuditEntry> entries() {
        return List.copyOf(entries);
    }

    /** The decision that training stands still, unless a later one says that it goes on. */
    Optional<AuditEntry> frozen() {
        return entries.stream().filter(AuditEntry::isAboutTraining)
                .max(Comparator.comparingLong(entry -> entry.event().getEpoch()))
                .filter(entry -> entry.event().getKind() == LifecycleKind.FROZEN);
    }

    /** Of every robot whose objects do not teach any more, the decision that says so, by the robot's name. */
    List<AuditEntry> distrusted() {
        Map<String, AuditEntry> newest = new TreeMap<>();
        entries.stream().filter(AuditEntry::isAboutRobot)
                .sorted(Comparator.comparingLong(entry -> entry.event().getEpoch()))
                .forEach(entry -> newest.put(entry.event().getRobot(), entry));
        return newest.values().stream()
                .filter(entry -> entry.event().getKind() == LifecycleKind.ROBOT_DISTRUSTED).toList();
    }

    /** What is decided to be live at a time (nanoseconds since the Unix epoch): what has the highest epoch. */
    Optional<LiveAt.Live> liveDecision(long atNanos) {
        return lives.stream().filter(live -> live.sinceNanos() <= atNanos)
                .max(Comparator.comparingLong(LiveAt.Live::epoch));
    }

    /** Highest epoch that anything on the topics claims, 0 when there is nothing. */
    long highestEpoch() {
        return Math.max(lives.stream().mapToLong(LiveAt.Live::epoch).max().orElse(0),
                entries.stream().mapToLong(entry -> entry.event().getEpoch()).max().orElse(0));
    }

    Optional<ModelVersion> version(long version) {
        return versions().stream().filter(known -> known.version() == version).findFirst();
    }

    /** Every version that is on either topic, the oldest first. */
    List<ModelVersion> versions() {
        TreeSet<Long> known = new TreeSet<>(manifests.keySet());
        entries.stream().filter(entry -> !entry.isOfNoVersion()).map(AuditEntry::version).forEach(known::add);
        long live = liveDecision(Long.MAX_VALUE).map(LiveAt.Live::version).orElse(-1L);
        return known.stream().map(version -> describe(version, live)).toList();
    }

    private ModelVersion describe(long version, long live) {
        Optional<AuditEntry> decision = entries(version).stream().filter(AuditEntry::isDecision)
                .max(Comparator.comparingLong(entry -> entry.event().getEpoch()));
        Optional<CheckpointManifest> manifest = manifest(version);
        String reason = decision.map(entry -> entry.event().getReason()).orElse("");
        return new ModelVersion(version, state(version, live, decision), reason,
                decision.map(entry -> entry.event().getEpoch()).or(() -> manifest.map(m -> m.getEpoch())).orElse(0L),
                digest(version), manifest.map(CheckpointManifest::getParentVersion).orElse(null),
                manifest.isPresent() ? signed.get(version).getKeyId() : null,
                manifest.map(m -> Report.time(m.getCreatedNs())).orElse(null),
                decision.map(entry -> Report.time(entry.event().getAtNs())).orElse(null),
                manifest.map(CheckpointManifest::getPayloadLength).orElse(0L),
                manifest.map(CheckpointManifest::getTensorsCount).orElse(0),
                manifest.map(CheckpointManifest::getTrainingSteps).orElse(0L),
                manifest.map(CheckpointManifest::getAdmittedSamples).orElse(0L),
                reports(version, LifecycleKind.ADOPTED), reports(version, LifecycleKind.REFUSED));
    }

    private static String state(long version, long live, Optional<AuditEntry> decision) {
        if (version == live) {
            return "live";
        }
        return decision.map(entry -> switch (entry.event().getKind()) {
            case REJECTED -> "rejected";
            case CANDIDATE -> "candidate";
            default -> "superseded";
        }).orElse("undecided");
    }

    private List<String> reports(long version, LifecycleKind kind) {
        return entries(version).stream().map(AuditEntry::event).filter(event -> event.getKind() == kind)
                .map(e -> e.getReason().isEmpty() ? e.getInstance() : e.getInstance() + ": " + e.getReason())
                .distinct().toList();
    }

    /** Of the manifest on the topic, else what the audit log calls it, else empty. */
    private String digest(long version) {
        SignedManifest manifest = signed.get(version);
        ByteString digest = manifest != null ? sha256(manifest.getManifest()) : entries(version).stream()
                .map(entry -> entry.event().getModel().getDigest()).filter(d -> !d.isEmpty()).findFirst()
                .orElse(ByteString.EMPTY);
        return hex(digest);
    }

    static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private static ByteString sha256(ByteString bytes) {
        try {
            return ByteString.copyFrom(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
