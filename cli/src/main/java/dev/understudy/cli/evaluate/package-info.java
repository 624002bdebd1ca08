/**
 * {@code understudy evaluate}: runs the deployed topologies over a log, without a broker or through one, scores one or
 * two checkpoints per class, and writes the report.
 */
package dev.understudy.cli.evaluate;
