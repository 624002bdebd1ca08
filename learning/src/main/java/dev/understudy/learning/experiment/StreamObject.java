package dev.understudy.learning.experiment;

import dev.understudy.learning.sample.EncodedObject;
import dev.understudy.learning.sample.SampleEncoder;
import dev.understudy.proto.v1.Cluster;

/**
 * One object of a labelled stream.
 *
 * @param cluster as the perception stage publishes it
 * @param encoded the same for the networks, made once for all arms
 * @param truth class index, -1 for what is of no class; scores, and teaches the oracle only
 * @param robot who saw it
 * @param track the physical object, for the bootstrap; views of one are not independent
 */
public record StreamObject(Cluster cluster, EncodedObject encoded, int truth, String robot, String track) {

    /** The same object with another cluster. */
    StreamObject with(Cluster other, SampleEncoder encoder) {
        return new StreamObject(other, encoder.encode(other), truth, robot, track);
    }

    /** The same object on a track whose id is higher by so many. */
    StreamObject withTrackAfter(long others) {
        long id = others + cluster.getTrackId();
        return new StreamObject(cluster.toBuilder().setTrackId(id).build(), encoded, truth, robot, track);
    }
}
