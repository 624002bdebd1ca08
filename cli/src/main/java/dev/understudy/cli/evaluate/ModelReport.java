package dev.understudy.cli.evaluate;

import dev.understudy.learning.statistics.ConfusionMatrix.ClassScore;
import dev.understudy.learning.statistics.PrequentialCurve;
import java.util.List;
import java.util.Map;

/**
 * How good one checkpoint is on one log. Ratios are in [0, 1]; scores are {@code null} when nothing could be scored.
 *
 * @param checkpoint name of the file
 * @param modelDigest hex SHA-256 of its manifest
 * @param events objects classified
 * @param eventDigest fingerprint of the events, see {@link EventDigest}
 * @param said events by class
 */
record ModelReport(String checkpoint, String model, long version, String modelDigest, int events, String eventDigest,
        Map<String, Long> said, Scores scores) {

    /**
     * Scores over the labelled objects.
     *
     * @param tracks physical objects among them
     * @param macroF1 mean F1 over the classes that occur
     * @param calibrationError expected calibration error
     * @param perClass classes that occur or were said
     * @param confusion true class to what it was called to objects
     * @param reliability accuracy by stated confidence
     * @param byRange accuracy by metres from the sensor
     * @param byPoints accuracy by points on the object
     * @param curve accuracy and macro-F1 of windows along the log
     */
    record Scores(int objects, int tracks, double accuracy, double macroF1, double calibrationError,
            Map<String, ClassScore> perClass, Map<String, Map<String, Long>> confusion, List<Bin> reliability,
            List<Bin> byRange, List<Bin> byPoints, List<PrequentialCurve.Point> curve) {
    }

    /**
     * Objects whose quantity lies in [from, to).
     *
     * @param mean of the quantity; NaN of none
     * @param accuracy NaN of none
     */
    record Bin(double from, double to, int objects, double mean, double accuracy) {
    }
}
