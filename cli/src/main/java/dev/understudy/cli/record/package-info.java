/**
 * {@code understudy record}: reads topics and hands their records to {@link dev.understudy.replay.record}, which writes
 * the file.
 */
package dev.understudy.cli.record;
