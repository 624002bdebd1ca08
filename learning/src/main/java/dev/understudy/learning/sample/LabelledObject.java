package dev.understudy.learning.sample;

import dev.understudy.proto.v1.Cluster;

/**
 * A cluster whose class is known.
 *
 * @param label class index of the taxonomy
 */
public record LabelledObject(Cluster cluster, int label) {
}
