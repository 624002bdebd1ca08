/**
 * {@code understudy demo}: the whole system on one machine, fed with a drive and scored against its labels on the way,
 * beside the start model that does not adapt; with a live view, plots and a summary.
 */
package dev.understudy.cli.demo;
