/**
 * The labelling decision: which objects may teach, and as which class. The rules, the fusion of both branches, and
 * everything that adapts in them: thresholds, class priors, weights of branches, the consensus of a track and the trust
 * in a robot.
 */
package dev.understudy.learning.label;
