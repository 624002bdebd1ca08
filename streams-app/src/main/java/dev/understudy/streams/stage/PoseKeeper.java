package dev.understudy.streams.stage;

import dev.understudy.perception.BadFrameException;
import dev.understudy.proto.Stamps;
import dev.understudy.proto.foxglove.FrameTransform;
import dev.understudy.proto.foxglove.Quaternion;
import dev.understudy.proto.foxglove.Vector3;
import dev.understudy.streams.deadletter.DeadLetterCircuits;
import dev.understudy.streams.deadletter.DeadReasons;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Keeps the poses of every robot for as long as a frame may wait for its image. */
public final class PoseKeeper implements Processor<byte[], byte[], byte[], Object> {

    /** Greatest departure of a quaternion's squared norm from 1. */
    private static final double NORM_TOLERANCE = 1e-2;

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
        this.poses = new PoseBook(context.getStateStore(PerceptionNames.POSE_STORE),
                settings.poseHorizon().toNanos());
        this.rejection = Rejection.ofOther(context, circuits);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        try {
            String robot = SensorRecords.robot(record.key());
            if (!SensorRecords.isEndOfLog(record)) {
                FrameTransform pose = SensorRecords.parse(FrameTransform.parser(), SensorRecords.value(record));
                poses.put(robot, checkedStamp(pose), pose);
            }
            rejection.accepted();
        } catch (BadFrameException e) {
            rejection.reject(record, e);
        }
    }

    private long checkedStamp(FrameTransform pose) {
        Quaternion q = pose.getRotation();
        Vector3 t = pose.getTranslation();
        double norm = q.getX() * q.getX() + q.getY() * q.getY() + q.getZ() * q.getZ() + q.getW() * q.getW();
        if (!(Math.abs(norm - 1) <= NORM_TOLERANCE) || !Double.isFinite(t.getX() + t.getY() + t.getZ())) {
            throw new BadFrameException(DeadReasons.BAD_POSE, "squared quaternion norm " + norm + ", translation "
                    + t.getX() + ", " + t.getY() + ", " + t.getZ());
        }
        try {
            return settings.stamps().checked(Stamps.toNanos(pose.getTimestamp()), context.currentSystemTimeMs());
        } catch (ArithmeticException e) {
            throw new BadFrameException(DeadReasons.MALFORMED_MESSAGE, "timestamp: " + e.getMessage());
        }
    }
}
