package dev.understudy.learning.gate;

import java.util.List;

/**
 * What a model's answers look like without any label.
 *
 * @param entropy of the mean joint distribution, relative to log K
 * @param largestShare share of objects given to the most frequent class
 * @param agreement share of objects on which the branches, each alone, say the same
 * @param confidence mean probability of the joint answer
 */
record ServedStatistics(double entropy, double largestShare, double agreement, double confidence) {

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
            return largest(joint());
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
            int label = largest(joint);
            votes[label]++;
            confidence += joint[label] / answers.size();
            agreed += largest(answer.point()) == largest(answer.image()) ? 1 : 0;
            for (int k = 0; k < classes; k++) {
                mean[k] += joint[k] / answers.size();
            }
        }
        double entropy = 0;
        int most = 0;
        for (int k = 0; k < classes; k++) {
            entropy -= mean[k] > 0 ? mean[k] * StrictMath.log(mean[k]) : 0;
            most = Math.max(most, votes[k]);
        }
        return new ServedStatistics(entropy / StrictMath.log(classes), (double) most / answers.size(),
                (double) agreed / answers.size(), confidence);
    }

    /** How much surer than the branches' agreement bears out: a calibration error that needs no label. */
    double overconfidence() {
        return confidence - agreement;
    }

    private static int largest(float[] values) {
        int best = 0;
        for (int k = 1; k < values.length; k++) {
            best = values[k] > values[best] ? k : best;
        }
        return best;
    }
}
