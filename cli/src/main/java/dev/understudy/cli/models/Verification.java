package dev.understudy.cli.models;

import dev.understudy.cli.kafka.CommittedRecords;
import dev.understudy.cli.settings.ServiceOptions;
import dev.understudy.learning.checkpoint.AssemblyLimits;
import dev.understudy.learning.checkpoint.BootstrapCheckpoint;
import dev.understudy.learning.checkpoint.CheckpointException;
import dev.understudy.learning.checkpoint.CheckpointFile;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.checkpoint.Refusal;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.SourceRecord;
import dev.understudy.streams.inference.TeacherAndStudent;
import dev.understudy.streams.model.AdoptionReport;
import dev.understudy.streams.model.CheckpointFeed;
import dev.understudy.streams.model.LiveModel;
import dev.understudy.streams.model.ModelAdoption;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges checkpoints with the very code that a stream instance judges them with: digests, signature, epoch, and
 * loading the networks.
 */
final class Verification implements AdoptionReport {

    private final List<Verdict> verdicts = new ArrayList<>();

    private Verification() {
    }

    /** Every version on the topic in order, as an instance would that had been there from the beginning. */
    static List<Verdict> ofTopic(ServiceOptions services, String model, KeyRing ring) {
        Verification verification = new Verification();
        try (LiveModel<AutoCloseable> live = new LiveModel<>(BootstrapCheckpoint.load(), () -> { });
                CommittedRecords records = new CommittedRecords(services.kafka())) {
            CheckpointFeed feed = new CheckpointFeed(model, ring, AssemblyLimits.defaults(), new ModelAdoption<>(live,
                    TeacherAndStudent::load, verification, new SimpleMeterRegistry()));
            records.read(Topics.CHECKPOINT, feed::take);
        }
        return verification.verdicts;
    }

    /** The checkpoint of a file, as if it were the first one. */
    static Verdict ofFile(Path file, KeyRing ring) {
        VerifiedCheckpoint checkpoint;
        try {
            checkpoint = CheckpointFile.read(file, ring, AssemblyLimits.defaults());
        } catch (CheckpointException e) {
            return Verdict.refused(e.refusal().orElseThrow(() -> e), file.toString());
        }
        return ofLoading(checkpoint, file.toString());
    }

    /** Whether a verified checkpoint's networks load and run. */
    static Verdict ofLoading(VerifiedCheckpoint checkpoint, String origin) {
        try (TeacherAndStudent loaded = TeacherAndStudent.load(checkpoint.checkpoint())) {
            return Verdict.accepted(checkpoint, origin);
        } catch (RuntimeException | LinkageError e) {
            return Verdict.refused(ModelAdoption.refusal(checkpoint, e), origin);
        }
    }

    @Override
    public void adopted(VerifiedCheckpoint checkpoint, SourceRecord from) {
        verdicts.add(Verdict.accepted(checkpoint, origin(from)));
    }

    @Override
    public void refused(Refusal refusal, SourceRecord from) {
        verdicts.add(Verdict.refused(refusal, origin(from)));
    }

    private static String origin(SourceRecord from) {
        return from.getTopic() + "-" + from.getPartition() + "@" + from.getOffset();
    }
}
