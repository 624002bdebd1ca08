/**
 * {@code understudy models}: lists, shows, compares, verifies, exports and imports checkpoints, reads the audit log,
 * and sends the trainer requests. The trainer alone decides on them.
 */
package dev.understudy.cli.models;
