package dev.understudy.learning.gate;

import dev.understudy.learning.model.ClassScores;
import dev.understudy.learning.model.Classifier;

/** Mean over the classes present of the share of their objects that the joint decision gets right. */
public final class MacroAccuracy {

    private MacroAccuracy() {
    }

    /** Macro accuracy of the joint decision; 0 when there are no objects. */
    public static double of(Classifier classifier, ClassScores scores, int[] labels) {
        int[] predicted = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            predicted[i] = classifier.decide(scores, i).label();
        }
        return of(predicted, labels);
    }

    /** Macro accuracy of predictions. */
    public static double of(int[] predicted, int[] labels) {
        int classes = 0;
        for (int label : labels) {
            classes = Math.max(classes, label + 1);
        }
        int[] right = new int[classes];
        int[] all = new int[classes];
        for (int i = 0; i < labels.length; i++) {
            all[labels[i]]++;
            right[labels[i]] += predicted[i] == labels[i] ? 1 : 0;
        }
        double sum = 0;
        int present = 0;
        for (int k = 0; k < classes; k++) {
            if (all[k] > 0) {
                sum += (double) right[k] / all[k];
                present++;
            }
        }
        return present == 0 ? 0 : sum / present;
    }
}
