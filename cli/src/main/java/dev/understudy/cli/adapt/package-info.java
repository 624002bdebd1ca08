/**
 * {@code understudy adapt}: self-training on recorded frames without labels, without Kafka, by the loop of the trainer.
 */
package dev.understudy.cli.adapt;
