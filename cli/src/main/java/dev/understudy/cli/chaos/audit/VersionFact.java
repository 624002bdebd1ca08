package dev.understudy.cli.chaos.audit;

import java.util.List;

/**
 * A whole and verified checkpoint on the topic.
 *
 * @param parent version it goes on from
 * @param lineage ids of the samples its weights were taught, in order; null when its learner does not tell
 */
public record VersionFact(ModelId id, long parent, long epoch, List<Long> lineage) {
}
