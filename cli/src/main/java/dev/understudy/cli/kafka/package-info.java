/**
 * Reads topics for commands that only look, and finds out who else uses the brokers. Clients are made in {@link
 * dev.understudy.messaging}.
 */
package dev.understudy.cli.kafka;
