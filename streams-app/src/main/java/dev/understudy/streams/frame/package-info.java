/**
 * Camera records while they wait for their LiDAR frame: a bounded cache on the heap, and fetching again from the topic
 * what has left it.
 */
package dev.understudy.streams.frame;
