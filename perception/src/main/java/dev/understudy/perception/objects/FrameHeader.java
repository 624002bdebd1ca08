package dev.understudy.perception.objects;

import dev.understudy.proto.v1.SourceRecord;

/**
 * What a LiDAR frame is besides its points.
 *
 * @param stampNanos Unix nanoseconds
 * @param sequence number at the sensor
 * @param source record it came in
 * @param traceparent W3C trace context; empty when it has none
 */
public record FrameHeader(String robot, String lidarFrameId, long stampNanos, long sequence, SourceRecord source,
        String traceparent) {

    /** Of a frame that came in no record. */
    public FrameHeader(String robot, String lidarFrameId, long stampNanos, long sequence) {
        this(robot, lidarFrameId, stampNanos, sequence, SourceRecord.getDefaultInstance(), "");
    }
}
