/**
 * Turns a drive log into labelled objects by the frame line of the stream, without Kafka and in event time, for
 * pre-training, experiments and tests.
 */
package dev.understudy.replay.harvest;
