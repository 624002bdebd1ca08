package dev.understudy.streams.inference;

import dev.understudy.learning.model.ClassScores;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Classifies every object of a frame with the weights that serve, and publishes one event for each. Headers of the
 * frame, the trace context among them, go on with every event.
 */
public final class StudentClassification implements Processor<byte[], LabelledFrame, byte[], Object> {

    private ProcessorContext<byte[], Object> context;

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
    }

    @Override
    public void process(Record<byte[], LabelledFrame> record) {
        LabelledFrame frame = record.value();
        ClassScores serving = frame.model().serve(frame.set().getClustersList(), frame.teacher());
        for (int i = 0; i < frame.set().getClustersCount(); i++) {
            context.forward(record.withValue(ObjectEvents.of(frame, i, serving, frame.model().decide(serving, i))),
                    InferenceNames.EVENT_SINK);
        }
    }
}
