/**
 * The one connection to Kafka: every consumer, producer, administrator's client and Kafka Streams application is made
 * here, with one order of precedence for their properties. Also closes the parts of a running system in order,
 * whichever of them fails.
 */
package dev.understudy.messaging;
