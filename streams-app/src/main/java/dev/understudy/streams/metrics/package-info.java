/** Names every meter of the stream in one table: its unit, its tags and what it counts. */
package dev.understudy.streams.metrics;
