package dev.understudy.replay.objects;

import dev.understudy.proto.v1.Cluster;

/**
 * One object of a labelled collection.
 *
 * @param id name in the collection
 * @param dataset lower-case name under which a taxonomy maps the class
 * @param className the data set's own name of the class
 * @param track the physical object, unique over the collection: views of one track are correlated
 * @param cluster as the stream would have made it, with a crop where there is a picture
 */
public record LabelledCluster(String id, String dataset, String className, String track, Cluster cluster) {
}
