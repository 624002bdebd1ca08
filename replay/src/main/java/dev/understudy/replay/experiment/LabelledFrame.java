package dev.understudy.replay.experiment;

import dev.understudy.proto.v1.ClusterSet;
import java.util.List;

/**
 * One frame of a labelled stream.
 *
 * @param set the frame's objects
 * @param classes true class by cluster in the model's taxonomy; null for an object that is not scored
 * @param domain the domain it was drawn from
 */
public record LabelledFrame(ClusterSet set, List<String> classes, String domain) {
}
