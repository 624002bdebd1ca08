package dev.understudy.cli.chaos.audit;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.proto.Stamps;
import dev.understudy.proto.Topics;
import dev.understudy.proto.foxglove.CompressedImage;
import dev.understudy.proto.foxglove.PointCloud;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a sensor record calls itself; empty and 0 where it cannot be read.
 *
 * @param frameId name of the sensor's frame of reference
 * @param stampNanos nanoseconds since the Unix epoch
 */
record SensorIdentity(String frameId, long stampNanos) {

    private static final SensorIdentity UNREADABLE = new SensorIdentity("", 0);

    static SensorIdentity of(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return UNREADABLE;
        }
        try {
            if (record.topic().equals(Topics.CAMERA_FRAME)) {
                CompressedImage image = CompressedImage.parseFrom(record.value());
                return new SensorIdentity(image.getFrameId(), Stamps.toNanos(image.getTimestamp()));
            }
            PointCloud cloud = PointCloud.parseFrom(record.value());
            return new SensorIdentity(cloud.getFrameId(), Stamps.toNanos(cloud.getTimestamp()));
        } catch (InvalidProtocolBufferException | ArithmeticException e) {
            return UNREADABLE;
        }
    }
}
