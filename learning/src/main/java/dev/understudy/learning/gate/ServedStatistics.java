package dev.understudy.learning.gate;

import dev.understudy.learning.label.Fusion;
import dev.understudy.learning.statistics.Balance;
import java.util.List;

/**
 * What a model's answers look like without any label.
 *
 * @param balance of the joint answers, each branch by the weight it was served with; not that of the publication gate
 * @param agreement share of objects on which the branches, each alone, say the same
 * @param confidence mean probability of the joint answer
 */
record ServedStatistics(Balance balance, double agreement, double confidence) {

    /**
     * Both branches' answer to one object.
     *
     * @param pointWeight weight of the point branch, the image branch's being 1
     */
    record Answer(float[] point, float[] image, float pointWeight) {

        float[] joint() {
            float[] out = new float[point.length];
            for (int k = 0; k < out.length; k++) {
                out[k] = (image[k] + pointWeight * point[k]) / (1 + pointWeight);
            }
            return out;
        }

        int label() {
            return Fusion.argmax(joint());
        }
    }

    static ServedStatistics of(List<Answer> answers) {
        int classes = answers.get(0).point().length;
        double[] mean = new double[classes];
        int[] votes = new int[classes];
        int agreed = 0;
        double confidence = 0;
        for (Answer answer : answers) {
            float[] joint = answer.joint();
            int label = Fusion.argmax(joint);
            votes[label]++;
            confidence += joint[label] / answers.size();
            agreed += Fusion.argmax(answer.point()) == Fusion.argmax(answer.image()) ? 1 : 0;
            for (int k = 0; k < classes; k++) {
                mean[k] += joint[k] / answers.size();
            }
        }
        return new ServedStatistics(Balance.of(mean, votes), (double) agreed / answers.size(), confidence);
    }

    /** How much surer than the branches' agreement bears out: a calibration error that needs no label. */
    double overconfidence() {
        return confidence - agreement;
    }
}
