package dev.understudy.streams.stage;

import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.line.CalibrationBook;
import dev.understudy.perception.line.SensorMessages;
import dev.understudy.proto.v1.RobotCalibration;
import dev.understudy.streams.deadletter.DeadLetterCircuits;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Keeps every robot's calibration, with its history, and tells pairing which cameras to wait for. A record without
 * a value (a tombstone of the compacted topic) forgets the robot's calibration.
 */
public final class CalibrationKeeper implements Processor<byte[], byte[], byte[], Object> {

    private final DeadLetterCircuits circuits;
    private ProcessorContext<byte[], Object> context;
    private CalibrationBook calibrations;
    private Rejection rejection;

    public CalibrationKeeper(DeadLetterCircuits circuits) {
        this.circuits = circuits;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        this.calibrations = new TaskBooks(context).calibrations();
        this.rejection = Rejection.ofOther(context, circuits);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        try {
            String robot = SensorRecords.robot(record.key());
            calibrations.put(robot, record.value() == null ? null
                    : SensorMessages.parse(RobotCalibration.parser(), record.value()));
            rejection.accepted();
            context.forward(record.withValue(new PairingInput.Calibrated()), PerceptionNames.FRAME_PAIRING);
        } catch (BadFrameException e) {
            rejection.reject(record, e);
        }
    }
}
