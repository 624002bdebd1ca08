/**
 * Processors of the perception application: each is a thin Kafka Streams processor around a step of {@link
 * dev.understudy.perception.line}, with what only the stream has: claims, dead letters and overload.
 */
package dev.understudy.streams.stage;
