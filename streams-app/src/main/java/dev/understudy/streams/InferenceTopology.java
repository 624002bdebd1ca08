package dev.understudy.streams;

import static dev.understudy.streams.inference.InferenceNames.CLASSIFICATION;
import static dev.understudy.streams.inference.InferenceNames.EVENT_SINK;
import static dev.understudy.streams.inference.InferenceNames.LABELLING;
import static dev.understudy.streams.inference.InferenceNames.SAMPLE_SINK;

import dev.understudy.event.ClassifiedObject;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.streams.deadletter.DeadLetterCircuits;
import dev.understudy.streams.deadletter.DeadLetters;
import dev.understudy.streams.inference.InferenceSettings;
import dev.understudy.streams.inference.ServingModel;
import dev.understudy.streams.inference.StudentClassification;
import dev.understudy.streams.inference.TeacherLabelling;
import dev.understudy.streams.model.LiveModel;
import dev.understudy.streams.state.MessageSerde;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;

/**
 * From sets of objects to classes:
 *
 * <pre>
 *             live model (one per batch)
 *                  │
 * clusters ─► teacher labelling ─► samples
 *                  └─► student classification ─► object events          unusable records ─► dead letters
 * </pre>
 *
 * <p>Stateless: whatever adapts travels in the checkpoint. A batch is one set of objects; both stages run inside it,
 * with one model, and the teacher's pass serves labels and events alike where the teacher's weights serve.
 */
public final class InferenceTopology {

    private InferenceTopology() {
    }

    /**
     * Builds the topology.
     *
     * @param live the model that is live in this process
     * @param events writes events in the registry's wire format
     */
    public static Topology build(InferenceSettings settings, LiveModel<? extends ServingModel> live,
            Serializer<ClassifiedObject> events, MeterRegistry meters) {
        DeadLetterCircuits circuits = new DeadLetterCircuits(meters, Topics.CLUSTER);
        ByteArraySerializer raw = new ByteArraySerializer();
        return new Topology()
                .addSource(AutoOffsetReset.earliest(), "clusters-in", new UsePartitionTimeOnInvalidTimestamp(),
                        new ByteArrayDeserializer(), new ByteArrayDeserializer(), Topics.CLUSTER)
                .addProcessor(LABELLING, () -> new TeacherLabelling(settings, live, circuits, meters),
                        "clusters-in")
                .addProcessor(CLASSIFICATION, StudentClassification::new, LABELLING)
                .addSink(SAMPLE_SINK, Topics.SAMPLE, raw,
                        new MessageSerde<>(PseudoLabelledSample.parser()).serializer(), LABELLING)
                .addSink(EVENT_SINK, Topics.OBJECT_EVENT, raw, events, CLASSIFICATION)
                .addSink(DeadLetters.SINK, Topics.DEAD_LETTER, raw, raw, LABELLING);
    }
}
