package dev.understudy.streams.inference;

import dev.understudy.learning.model.ClassScores;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.ModelRef;

/**
 * A frame on its way from labelling to classification, within one batch: the model is leased until it is done.
 *
 * @param set the frame
 * @param model the one model of the batch
 * @param ref its version and digest
 * @param teacher the teacher's class probabilities, in the order of the set's clusters: what may be served
 * @param labelling the same with the opinions of image teachers blended in: what labels are made of, and nothing else
 */
public record LabelledFrame(ClusterSet set, ServingModel model, ModelRef ref, ClassScores teacher,
        ClassScores labelling) {

    /** Whether an image teacher has a part in an object's label. */
    boolean spokenOn(int i) {
        return labelling.image()[i] != teacher.image()[i];
    }
}
