/**
 * Makes the streams of an experiment from simulated drives or single objects, and runs all cases of one seed. The arms
 * and their figures are in {@link dev.understudy.learning.experiment}.
 */
package dev.understudy.replay.experiment;
