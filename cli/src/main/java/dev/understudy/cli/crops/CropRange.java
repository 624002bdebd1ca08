package dev.understudy.cli.crops;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.learning.train.Erasure;
import dev.understudy.proto.Stamps;
import dev.understudy.proto.Topics;
import dev.understudy.proto.foxglove.CompressedImage;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.PseudoLabelledSample;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Tells records that hold an image or a crop of a robot and a time. */
final class CropRange {

    private static final Set<String> WITH_PICTURES = Set.of(Topics.CAMERA_FRAME, Topics.CLUSTER, Topics.SAMPLE);

    private final Erasure erasure;

    CropRange(Erasure erasure) {
        this.erasure = erasure;
    }

    boolean covers(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || record.value() == null
                || !new String(record.key(), StandardCharsets.UTF_8).equals(erasure.robot())) {
            return false;
        }
        try {
            return switch (record.topic()) {
                case Topics.CAMERA_FRAME -> image(record);
                case Topics.CLUSTER -> set(ClusterSet.parseFrom(record.value()));
                case Topics.SAMPLE -> erasure.covers(PseudoLabelledSample.parseFrom(record.value()));
                default -> letter(record);
            };
        } catch (InvalidProtocolBufferException | ArithmeticException e) {
            return unknown(record);
        }
    }

    private boolean image(ConsumerRecord<byte[], byte[]> record) throws InvalidProtocolBufferException {
        if (Topics.CONTENT_FRAME_CLAIM.equals(header(record, Topics.HEADER_CONTENT_TYPE))) {
            // The picture lies in the store.
            return false;
        }
        return erasure.within(Stamps.toNanos(CompressedImage.parseFrom(record.value()).getTimestamp()));
    }

    private boolean set(ClusterSet set) {
        for (Cluster cluster : set.getClustersList()) {
            long stamp = cluster.getCrop().getImageStampNs();
            if (cluster.hasCrop() && erasure.within(stamp == 0 ? set.getStampNs() : stamp)) {
                return true;
            }
        }
        return false;
    }

    /** What died may not say when it was taken; it was no later than its letter was written. */
    private boolean letter(ConsumerRecord<byte[], byte[]> record) {
        return WITH_PICTURES.contains(header(record, Topics.HEADER_DEAD_TOPIC)) && unknown(record);
    }

    private boolean unknown(ConsumerRecord<byte[], byte[]> record) {
        return TimeUnit.MILLISECONDS.toNanos(record.timestamp()) >= erasure.fromNanos();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
