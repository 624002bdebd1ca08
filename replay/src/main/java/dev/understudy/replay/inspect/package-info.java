/** Summarises a log: its topics or sensors, its length, and what Understudy would use of it. */
package dev.understudy.replay.inspect;
