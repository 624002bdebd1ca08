/**
 * The conservation ledgers of this instance as gauges; the ledgers themselves are kept in {@link
 * dev.understudy.perception.pairing}.
 */
package dev.understudy.streams.ledger;
