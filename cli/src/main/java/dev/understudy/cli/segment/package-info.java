/**
 * {@code understudy segment}: segments the frames of a log or a folder of scans and writes clusters and pictures,
 * without a stream.
 */
package dev.understudy.cli.segment;
