/**
 * Microbenchmarks under JMH, outside the build and run by hand. What a user measures on a machine is {@code understudy
 * bench}.
 */
package dev.understudy.benchmarks;
