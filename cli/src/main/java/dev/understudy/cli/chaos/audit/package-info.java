/**
 * The audit of a run's topics: committed records as facts, and every invariant held against them. Its input is records
 * alone, so that an audit of a finished run and one of a running system are the same.
 */
package dev.understudy.cli.chaos.audit;
