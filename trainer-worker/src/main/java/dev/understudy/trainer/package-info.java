/**
 * The trainer as a process: samples in, checkpoints out, each decision with its input offsets in one transaction;
 * requests of operators, recovery at the start, and which versions stay on the topic. How it learns is in {@link
 * dev.understudy.learning.loop}.
 */
package dev.understudy.trainer;
