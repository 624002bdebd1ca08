package dev.understudy.learning.train;

import dev.understudy.learning.sample.EncodedObject;

/**
 * One row a training batch may hold.
 *
 * @param label class index: true for an anchor, the pseudo-label otherwise
 * @param track names the physical object, so that memory does not fill with one of them
 */
public record TrainingSample(EncodedObject object, int label, String track) {

    /** The robot's id, with which every track's name begins up to the first slash. */
    public String robot() {
        int end = track.indexOf('/');
        return end < 0 ? "" : track.substring(0, end);
    }
}
