package dev.understudy.streams.stage;

import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.line.PoseBook;
import dev.understudy.perception.line.SensorMessages;
import dev.understudy.proto.foxglove.FrameTransform;
import dev.understudy.streams.deadletter.DeadLetterCircuits;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Keeps the poses of every robot for as long as a frame may wait for its image. */
public final class PoseKeeper implements Processor<byte[], byte[], byte[], Object> {

    private final PerceptionSettings settings;
    private final DeadLetterCircuits circuits;
    private ProcessorContext<byte[], Object> context;
    private PoseBook poses;
    private Rejection rejection;

    public PoseKeeper(PerceptionSettings settings, DeadLetterCircuits circuits) {
        this.settings = settings;
        this.circuits = circuits;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        this.poses = new TaskBooks(context).poses(settings.line());
        this.rejection = Rejection.ofOther(context, circuits);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        try {
            String robot = SensorRecords.robot(record.key());
            if (!SensorRecords.isEndOfLog(record)) {
                FrameTransform pose = SensorMessages.parse(FrameTransform.parser(), SensorRecords.value(record));
                poses.put(robot, pose, context.currentSystemTimeMs());
            }
            rejection.accepted();
        } catch (BadFrameException e) {
            rejection.reject(record, e);
        }
    }
}
