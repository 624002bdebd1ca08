/**
 * {@code understudy chaos} and {@code understudy soak}: run the whole system as processes, inject faults or load, and
 * measure it from outside. Whether its topics are right is decided in {@link dev.understudy.cli.chaos.audit}.
 */
package dev.understudy.cli.chaos;
