/**
 * Opens any drive log that Understudy can read. The formats are packages of their own, which share {@link
 * dev.understudy.replay.log}; no package of this module uses Kafka.
 */
package dev.understudy.replay;
