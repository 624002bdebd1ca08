package dev.understudy.learning.train;

import dev.understudy.learning.sample.TrainingSample;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.CropErasure;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.RememberedObject;

/**
 * A robot's image crops of a time, which are to be held no more. Objects without a crop show nobody and stay.
 *
 * @param robot robot id
 * @param fromNanos first image stamp, nanoseconds since the Unix epoch
 * @param toNanos the stamps end before this
 */
public record Erasure(String robot, long fromNanos, long toNanos) {

    public static Erasure of(CropErasure message) {
        return new Erasure(message.getRobotId(), message.getFromNs(), message.getToNs());
    }

    /** Whether it names a robot and a time at all. */
    public boolean isMeaningful() {
        return !robot.isEmpty() && fromNanos < toNanos;
    }

    /** Whether a sample's crop is one of them. */
    public boolean covers(PseudoLabelledSample sample) {
        long stamp = sample.getCluster().getCrop().getImageStampNs();
        return sample.getRobotId().equals(robot) && sample.getCluster().hasCrop()
                && within(stamp == 0 ? sample.getStampNs() : stamp);
    }

    boolean covers(TrainingSample sample) {
        return covers(sample.track(), sample.origin());
    }

    boolean covers(RememberedObject object) {
        return covers(object.getTrack(), object.getCluster());
    }

    /** A crop whose time nobody knows any more counts as one of them: none may be missed. */
    private boolean covers(String track, Cluster cluster) {
        long stamp = cluster.getCrop().getImageStampNs();
        return track.startsWith(robot + "/") && cluster.hasCrop() && (stamp == 0 || within(stamp));
    }

    /** Whether an image of this stamp is of that time. */
    public boolean within(long stampNanos) {
        return stampNanos >= fromNanos && stampNanos < toNanos;
    }
}
