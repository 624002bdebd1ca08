/**
 * Events as Avro in Confluent's wire format, and the schema registry they are registered with. What an event contains
 * is decided in {@link dev.understudy.streams.inference}.
 */
package dev.understudy.streams.event;
