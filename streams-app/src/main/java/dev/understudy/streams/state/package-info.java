/**
 * State stores of the stream: the frame line's ports on them, their serialisation, their bound on native memory, and
 * the check that they belong to the cluster.
 */
package dev.understudy.streams.state;
