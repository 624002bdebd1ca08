package dev.understudy.learning.sample;

import dev.understudy.proto.v1.Cluster;

/**
 * One row a training batch may hold.
 *
 * @param label class index: true for an anchor, the pseudo-label otherwise
 * @param track names the physical object, so that memory does not fill with one of them
 * @param origin what the object was encoded from, so that a memory can be kept in a form that outlives the encoding;
 *     null where nothing is kept, such as in an anchor or a batch
 */
public record TrainingSample(EncodedObject object, int label, String track, Cluster origin) {

    /** A row that is not kept. */
    public TrainingSample(EncodedObject object, int label, String track) {
        this(object, label, track, null);
    }

    /** The robot's id, with which every track's name begins up to the first slash. */
    public String robot() {
        int end = track.indexOf('/');
        return end < 0 ? "" : track.substring(0, end);
    }
}
