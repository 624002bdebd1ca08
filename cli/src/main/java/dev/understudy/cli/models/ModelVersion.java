package dev.understudy.cli.models;

import java.util.List;

/**
 * One version of a model as the topics tell of it. Times are ISO 8601, null where nothing is known.
 *
 * @param state           live, superseded, rejected, candidate (no verdict yet), or undecided: a checkpoint of which
 *                        the audit log says nothing
 * @param reason          why it was rejected, else empty
 * @param epoch           of the latest decision on it, or of its manifest
 * @param digest          hex SHA-256 of its manifest
 * @param parent          version that it was trained on from
 * @param signedBy        key id that its manifest names; only {@code verify} checks the signature
 * @param created         when the trainer made it
 * @param decided         when the trainer decided on it
 * @param bytes           of its weights; 0 when no checkpoint of it is on the topic
 * @param tensors         in it
 * @param trainingSteps   of the lineage up to it
 * @param admittedSamples of the lineage up to it
 * @param adoptedBy       instances on which it has been live
 * @param refusedBy       instances that refused it, each with its reason
 */
record ModelVersion(long version, String state, String reason, long epoch, String digest, Long parent,
        String signedBy, String created, String decided, long bytes, int tensors, long trainingSteps,
        long admittedSamples, List<String> adoptedBy, List<String> refusedBy) {
}
