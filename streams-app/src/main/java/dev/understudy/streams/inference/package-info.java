/**
 * Processors of the inference application: the teacher labels, the student classifies, samples and events leave. Both
 * use the one model that the batch has leased.
 */
package dev.understudy.streams.inference;
