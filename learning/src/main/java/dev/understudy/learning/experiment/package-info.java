/**
 * Experiments on labelled streams of objects: ways to learn (arms), streams and their faults, test-then-train runs, and
 * the figures over several seeds. Its input is single objects; {@code replay.experiment} makes streams of them from
 * drives.
 */
package dev.understudy.learning.experiment;
