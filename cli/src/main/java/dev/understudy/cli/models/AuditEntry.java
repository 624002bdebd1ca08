package dev.understudy.cli.models;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.checkpoint.Refusal;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.LifecycleKind;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * One entry of the audit log.
 *
 * @param event     what it says
 * @param offset    where it lies
 * @param objection why its signature is not good; empty when it is, when nobody asked, and for what
 *                  instances report and operators ask, which is not signed
 */
record AuditEntry(LifecycleEvent event, long offset, Optional<Refusal.Reason> objection) {

    private static final Set<LifecycleKind> DECISIONS = Set.of(LifecycleKind.CANDIDATE, LifecycleKind.PROMOTED,
            LifecycleKind.REJECTED, LifecycleKind.ROLLED_BACK);
    /** Words of instances and operators: unsigned, and deciding nothing. */
    private static final Set<LifecycleKind> UNSIGNED =
            Set.of(LifecycleKind.ADOPTED, LifecycleKind.REFUSED, LifecycleKind.ROLLBACK_REQUESTED,
                    LifecycleKind.RESUME_REQUESTED, LifecycleKind.ERASURE_REQUESTED);
    private static final Set<LifecycleKind> REQUESTS = Set.of(LifecycleKind.ROLLBACK_REQUESTED,
            LifecycleKind.RESUME_REQUESTED, LifecycleKind.REQUEST_REFUSED, LifecycleKind.ERASURE_REQUESTED,
            LifecycleKind.ERASED);
    private static final Set<LifecycleKind> TRUST =
            Set.of(LifecycleKind.ROBOT_DISTRUSTED, LifecycleKind.ROBOT_TRUSTED);
    private static final Set<LifecycleKind> MADE_LIVE = Set.of(LifecycleKind.PROMOTED, LifecycleKind.ROLLED_BACK);

    /**
     * Reads a record.
     *
     * @param ring keys that decisions must be signed with, null to take every signature for good
     * @return empty when it is no lifecycle event
     */
    static Optional<AuditEntry> of(ConsumerRecord<byte[], byte[]> record, KeyRing ring) {
        try {
            LifecycleEvent event = LifecycleEvent.parseFrom(record.value() == null ? new byte[0] : record.value());
            Optional<Refusal.Reason> objection = ring == null || UNSIGNED.contains(event.getKind()) ? Optional.empty()
                    : ring.objection(new String(header(record, Topics.HEADER_KEY_ID), StandardCharsets.UTF_8),
                            record.value(), header(record, Topics.HEADER_SIGNATURE));
            return Optional.of(new AuditEntry(event, record.offset(), objection));
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    long version() {
        return event.getModel().getVersion();
    }

    /** Whether it is the trainer's word on the version. */
    boolean isDecision() {
        return DECISIONS.contains(event.getKind());
    }

    /** Whether it is the trainer's word on whether training stands still. */
    boolean isAboutTraining() {
        return event.getKind() == LifecycleKind.FROZEN || event.getKind() == LifecycleKind.RESUMED;
    }

    /** Whether it is the trainer's word on whether a robot's objects may teach. */
    boolean isAboutRobot() {
        return TRUST.contains(event.getKind());
    }

    /** Whether it has no version of its own, as a request has none: it does not mean that the version exists. */
    boolean isOfNoVersion() {
        return REQUESTS.contains(event.getKind()) || isAboutRobot();
    }

    /** Whether it decides that a version is live from now on. */
    boolean makesLive() {
        return MADE_LIVE.contains(event.getKind());
    }

    private static byte[] header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? new byte[0] : header.value();
    }
}
