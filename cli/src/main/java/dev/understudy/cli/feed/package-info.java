/**
 * Publishes a drive log to the sensor topics: at the recorded pace or a multiple of it, held back while its consumers
 * are behind, until everything fed has come out.
 */
package dev.understudy.cli.feed;
