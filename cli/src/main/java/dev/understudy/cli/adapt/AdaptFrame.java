package dev.understudy.cli.adapt;

import dev.understudy.proto.v1.ClusterSet;

/**
 * The objects of one frame without any label.
 *
 * @param opinions of the external teacher per object, null where it has none
 */
record AdaptFrame(ClusterSet set, float[][] opinions) {
}
