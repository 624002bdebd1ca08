/**
 * Dead letters of the stream: records that could not be used, with the reason, and the circuit that bounds a storm of
 * them.
 */
package dev.understudy.streams.deadletter;
