package dev.understudy.streams.stage;

import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.camera.RgbImage;
import dev.understudy.perception.line.CropStep;
import dev.understudy.perception.line.ImageUse;
import dev.understudy.perception.line.PairedFrame;
import dev.understudy.perception.pairing.PairedImage;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.streams.claim.ClaimReader;
import dev.understudy.streams.deadletter.DeadLetterCircuits;
import dev.understudy.streams.deadletter.DeadLetters;
import dev.understudy.streams.frame.CameraRecords;
import dev.understudy.streams.frame.FrameSource;
import dev.understudy.streams.metrics.StreamMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Gives the objects of a paired frame their crops ({@link CropStep}). An image teacher is asked here, where the pixels
 * are; an image that turns out to be none goes to the dead letters.
 */
public final class CameraProjection implements Processor<byte[], PairedFrame, byte[], Object> {

    private final PerceptionSettings settings;
    private final FrameSource refetch;
    private final ClaimReader claims;
    private final DeadLetterCircuits circuits;
    private final SecondOpinion opinions;
    private final Timer timer;
    private ProcessorContext<byte[], Object> context;
    private TaskImages images;
    private CropStep crops;
    private Record<byte[], PairedFrame> current;

    /**
     * Makes the stage of one task.
     *
     * @param refetch where an image's record is fetched that has left the cache; closed with the stage
     * @param claims where an image is fetched whose record is a claim
     * @param teachers gives this stage a teacher that is asked about every image used, if there is one
     */
    public CameraProjection(PerceptionSettings settings, FrameSource refetch, ClaimReader claims,
            TeacherSource teachers, DeadLetterCircuits circuits, MeterRegistry meters) {
        this.settings = settings;
        this.refetch = refetch;
        this.claims = claims;
        this.circuits = circuits;
        this.opinions = new SecondOpinion(teachers, meters);
        this.timer = meters.timer(StreamMeters.PROJECTION_LATENCY);
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        TaskBooks books = new TaskBooks(context);
        images = new TaskImages(new CameraRecords(context.getStateStore(PerceptionNames.FRAME_CACHE), refetch), claims);
        crops = new CropStep(settings.line(), books.poses(settings.line()), books.ledgers(), images, new Use());
    }

    @Override
    public void process(Record<byte[], PairedFrame> record) {
        current = record;
        PairedFrame frame = record.value();
        ClusterSet set = frame.decision().paired() ? timer.record(() -> crops.crop(frame)) : crops.crop(frame);
        context.forward(record.withValue(set), PerceptionNames.OBJECT_TRACKING);
    }

    /** The image's own record, which says what its value is. */
    private Record<byte[], byte[]> original(CameraReference reference) {
        Headers headers = new RecordHeaders();
        if (reference.getClaimed()) {
            headers.add(Topics.HEADER_CONTENT_TYPE, Topics.CONTENT_FRAME_CLAIM.getBytes(StandardCharsets.UTF_8));
        }
        return new Record<>(current.key(), images.lastValue(), current.timestamp(), headers);
    }

    @Override
    public void close() {
        refetch.close();
        opinions.close();
    }

    private final class Use implements ImageUse {

        @Override
        public ClusterSet used(ClusterSet set, CameraReference reference, RgbImage image) {
            return opinions.on(set, reference, image);
        }

        @Override
        public void unreadable(PairedImage image, BadFrameException why) {
            if (image.firstUse()) {
                CameraReference reference = image.reference();
                context.forward(circuits.letter(original(reference), reference.getSource(), why), DeadLetters.SINK);
            }
        }
    }
}
