package dev.understudy.streams;

import dev.understudy.learning.checkpoint.ManifestTrust;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.messaging.OpenParts;
import dev.understudy.streams.inference.ServingModel;
import dev.understudy.streams.inference.TeacherAndStudent;
import dev.understudy.streams.model.LifecycleReport;
import dev.understudy.streams.model.LiveModel;
import dev.understudy.streams.model.ModelAdoption;
import dev.understudy.streams.model.ModelSubscriber;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** The model that a stream serves in this process, and what keeps it current. */
public final class ServedModel implements AutoCloseable {

    private final LiveModel<? extends ServingModel> live;
    private final ModelSubscriber subscriber;
    private final OpenParts parts;

    private ServedModel(LiveModel<? extends ServingModel> live, ModelSubscriber subscriber, OpenParts parts) {
        this.live = live;
        this.subscriber = subscriber;
        this.parts = parts;
    }

    /** One that stays the caller's. */
    public static ServedModel of(LiveModel<? extends ServingModel> live) {
        return new ServedModel(live, null, new OpenParts());
    }

    /** A checkpoint, as it is. */
    public static ServedModel fixed(VerifiedCheckpoint start) {
        OpenParts parts = new OpenParts();
        return new ServedModel(open(start, parts), null, parts);
    }

    /**
     * A checkpoint, until one of a model's goes live.
     *
     * @param start where the trainer of the model starts, too
     * @param trust    which signatures are accepted
     * @param instance name of this process in the models' audit log
     */
    public static ServedModel following(VerifiedCheckpoint start, KafkaConnection kafka, String model,
            ManifestTrust trust, String instance, MeterRegistry meters) {
        OpenParts parts = new OpenParts();
        try {
            LiveModel<TeacherAndStudent> live = open(start, parts);
            LifecycleReport report = parts.add(LifecycleReport.connect(kafka, instance));
            ModelSubscriber subscriber = parts.add(ModelSubscriber.connect(kafka, model, trust,
                    new ModelAdoption<>(live, TeacherAndStudent::load, report, meters)).start());
            return new ServedModel(live, subscriber, parts);
        } catch (RuntimeException | Error e) {
            parts.closeAfter(e);
            throw e;
        }
    }

    private static LiveModel<TeacherAndStudent> open(VerifiedCheckpoint start, OpenParts parts) {
        return parts.add(new LiveModel<>(start, TeacherAndStudent.load(start.checkpoint())));
    }

    /** What is live; closed with this. */
    public LiveModel<? extends ServingModel> live() {
        return live;
    }

    /** Waits until the versions that were there at the start have been judged; false on time-out. */
    boolean awaitCaughtUp(Duration timeout) throws InterruptedException {
        return subscriber == null || subscriber.awaitCaughtUp(timeout);
    }

    @Override
    public void close() {
        parts.close();
    }
}
