/**
 * The live model of a process: follows the checkpoint topic, adopts what is verified, and frees the old model after its
 * last batch.
 */
package dev.understudy.streams.model;
