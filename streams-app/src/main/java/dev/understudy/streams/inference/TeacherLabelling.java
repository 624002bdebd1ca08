package dev.understudy.streams.inference;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.learning.label.Fusion;
import dev.understudy.learning.label.Judgement;
import dev.understudy.learning.model.ClassScores;
import dev.understudy.learning.teacher.AttachedOpinions;
import dev.understudy.learning.teacher.Opinions;
import dev.understudy.perception.BadFrameException;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.ModelRef;
import dev.understudy.proto.v1.SourceRecord;
import dev.understudy.streams.deadletter.DeadLetterCircuits;
import dev.understudy.streams.deadletter.DeadLetters;
import dev.understudy.streams.deadletter.DeadReasons;
import dev.understudy.streams.model.LiveModel;
import dev.understudy.streams.model.ModelLease;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Takes the model for the batch that one frame is, lets the teacher judge every object, and sends out the samples.
 * Classification follows inside the same batch, so one frame never sees two models. The opinions of image teachers that
 * came with the objects take part in labels only: agreement is of the model's own branches, and so are events.
 */
public final class TeacherLabelling implements Processor<byte[], byte[], byte[], Object> {

    private final InferenceSettings settings;
    private final LiveModel<? extends ServingModel> live;
    private final DeadLetterCircuits circuits;
    private final InferenceMeters meters;
    private ProcessorContext<byte[], Object> context;
    private ModelRef last;

    public TeacherLabelling(InferenceSettings settings, LiveModel<? extends ServingModel> live,
            DeadLetterCircuits circuits, MeterRegistry meters) {
        this.settings = settings;
        this.live = live;
        this.circuits = circuits;
        this.meters = new InferenceMeters(meters);
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ClusterSet set;
        try {
            set = parse(record);
        } catch (BadFrameException e) {
            context.forward(circuits.letter(record, source(), e), DeadLetters.SINK);
            return;
        }
        circuits.good(source().getTopic());
        boolean swap = live.isPreparing();
        long start = System.nanoTime();
        ModelRef model = runBatch(record, set);
        swap |= live.isPreparing() || last != null && !last.equals(model);
        last = model;
        meters.latency(swap).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }

    private ModelRef runBatch(Record<byte[], byte[]> record, ClusterSet set) {
        try (ModelLease<? extends ServingModel> lease = live.acquire()) {
            ServingModel model = lease.model();
            ClassScores scores = model.teach(set.getClustersList());
            LabelledFrame frame = new LabelledFrame(set, model, lease.ref(), scores, withOpinions(scores, set, model));
            meters.batchSize().record(set.getClustersCount());
            for (int i = 0; i < set.getClustersCount(); i++) {
                label(record, frame, i);
            }
            context.forward(record.withValue(frame), InferenceNames.CLASSIFICATION);
            return lease.ref();
        }
    }

    private ClassScores withOpinions(ClassScores scores, ClusterSet set, ServingModel model) {
        CheckpointManifest manifest = model.manifest();
        return Opinions.blend(scores, AttachedOpinions.read(set.getClustersList(), manifest.getTaxonomyVersion(),
                manifest.getClassNamesCount(), meters::passedOver));
    }

    private void label(Record<byte[], byte[]> record, LabelledFrame frame, int i) {
        Judgement judgement = frame.model().judge(frame.labelling(), i, frame.set().getClusters(i));
        float[] point = frame.teacher().point()[i];
        float[] image = frame.teacher().image()[i];
        if (point != null && image != null) {
            meters.agreement().record(Fusion.argmax(point) == Fusion.argmax(image) ? 1 : 0);
        }
        meters.judged(frame.model().manifest().getRule(), judgement.verdict());
        if (judgement.accepted()
                || Samples.isPicked(frame.set(), frame.set().getClusters(i), settings.rejectedSampleRate())) {
            context.forward(new Record<>(record.key(), Samples.of(frame, i, judgement), record.timestamp(),
                    sampleHeaders(judgement)), InferenceNames.SAMPLE_SINK);
        }
    }

    /** A rejected sample states at what rate its like were kept. */
    private Headers sampleHeaders(Judgement judgement) {
        Headers headers = new RecordHeaders();
        if (!judgement.accepted()) {
            headers.add(InferenceNames.HEADER_REJECTED_RATE,
                    Double.toString(settings.rejectedSampleRate()).getBytes(StandardCharsets.UTF_8));
        }
        return headers;
    }

    private static ClusterSet parse(Record<byte[], byte[]> record) {
        if (record.value() == null) {
            throw new BadFrameException(DeadReasons.EMPTY_VALUE, "the record has no value");
        }
        try {
            return ClusterSet.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            throw new BadFrameException(DeadReasons.MALFORMED_MESSAGE, e.getMessage());
        }
    }

    private SourceRecord source() {
        RecordMetadata at = context.recordMetadata().orElseThrow();
        return SourceRecord.newBuilder().setTopic(at.topic()).setPartition(at.partition()).setOffset(at.offset())
                .build();
    }
}
