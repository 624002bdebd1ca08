/**
 * Records of a drive log as records of the sensor topics: key, headers and message, before any Kafka type is involved.
 */
package dev.understudy.replay.wire;
