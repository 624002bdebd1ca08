/**
 * {@code understudy experiment}: a child process for each seed, and the report over all of them. What a seed does is in
 * {@link dev.understudy.replay.experiment}.
 */
package dev.understudy.cli.experiment;
