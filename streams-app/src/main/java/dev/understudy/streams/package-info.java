/**
 * The two Kafka Streams applications, perception and inference: their topologies, their settings, and their start and
 * end in a process. The processors are in {@link dev.understudy.streams.stage} and {@link
 * dev.understudy.streams.inference}.
 */
package dev.understudy.streams;
