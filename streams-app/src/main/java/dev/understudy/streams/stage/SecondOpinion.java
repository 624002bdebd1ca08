package dev.understudy.streams.stage;

import dev.understudy.learning.teacher.AttachedOpinions;
import dev.understudy.learning.teacher.AttachedOpinions.Attached;
import dev.understudy.learning.teacher.ImageTeacher;
import dev.understudy.perception.camera.RgbImage;
import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.streams.metrics.StreamMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an image teacher about the objects of each image while its pixels are there. The teacher is opened at the first
 * image. Whatever it fails at costs the opinions on one image and is counted; the frame goes on. One per task; not
 * thread-safe.
 */
final class SecondOpinion implements AutoCloseable {

    private static final String KIND = "kind";
    private static final int FAILURES_PER_WARNING = 1000;
    private static final Logger LOG = LoggerFactory.getLogger(SecondOpinion.class);

    private final TeacherSource source;
    private final Counter opinions;
    private final Counter failures;
    private final Timer latency;
    private ImageTeacher teacher;
    private long failed;

    /** Opens nothing yet: Kafka Streams makes stages that it never uses. */
    SecondOpinion(TeacherSource source, MeterRegistry meters) {
        this.source = source;
        boolean none = source.isNone();
        this.opinions = none ? null : meters.counter(StreamMeters.TEACHER_OPINIONS, KIND, source.kind());
        this.failures = none ? null : meters.counter(StreamMeters.TEACHER_FAILURES, KIND, source.kind());
        this.latency = none ? null : meters.timer(StreamMeters.TEACHER_LATENCY, KIND, source.kind());
    }

    /** The set with the teacher's opinions on the objects whose crop is of this image. */
    ClusterSet on(ClusterSet set, CameraReference reference, RgbImage image) {
        if (source.isNone() || !AttachedOpinions.concern(set, reference)) {
            return set;
        }
        try {
            Attached attached = ask(set, reference, image);
            opinions.increment(attached.given());
            return attached.set();
        } catch (RuntimeException e) {
            failures.increment();
            tell(e);
            return set;
        }
    }

    private Attached ask(ClusterSet set, CameraReference reference, RgbImage image) {
        if (teacher == null) {
            teacher = source.opener().get();
        }
        return latency.record(
                () -> AttachedOpinions.ask(teacher, source.taxonomyVersion(), set, reference, image));
    }

    /** A teacher that fails at one image may fail at every one. */
    private void tell(RuntimeException e) {
        if (failed++ % FAILURES_PER_WARNING == 0) {
            LOG.warn("the image teacher failed, the frame goes on without its opinion ({} so far): {}", failed,
                    e.toString());
        }
    }

    @Override
    public void close() {
        if (teacher == null) {
            return;
        }
        try {
            teacher.close();
        } catch (RuntimeException e) {
            LOG.warn("while closing the image teacher: {}", e.toString());
        }
        teacher = null;
    }
}
