package dev.understudy.learning.experiment;

import dev.understudy.learning.train.StepCounts;
import java.util.List;
import java.util.Map;

/**
 * An arm over all seeds.
 *
 * @param macroAccuracy by {@code target|source|stream} and {@code point|image|served}
 * @param steps optimiser steps, discarded ones among them, mean over the seeds
 * @param stepCounts steps made and discarded, and roll-backs, all seeds
 * @param labelPrecision share of the labels the trainer took that are true
 * @param coverage share of the objects that were taken
 * @param candidates offered to the gate, all seeds
 * @param published of them
 * @param forgedCandidates those made after samples were forged
 * @param forgedPublished of them
 * @param brokenTaught share of a broken robot's objects that were taken; 0 where none was broken
 * @param distrusted how often a robot lost the trainer's trust, all seeds
 * @param refusals candidates by the gate's reason
 * @param alarms seeds whose live model declined, by the health watch's reason
 * @param macroAccuracyCurve of what was served, window by window, mean over the seeds
 */
public record ArmReport(String arm, Map<String, Figure> macroAccuracy, double steps, StepCounts stepCounts,
        double labelPrecision, double coverage, int candidates, int published, int forgedCandidates,
        int forgedPublished, double brokenTaught, int distrusted, Map<String, Integer> refusals,
        Map<String, Integer> alarms, List<Double> macroAccuracyCurve) {
}
