/**
 * Scores and their uncertainty: confusion counts, macro scores, calibration error, prequential curves, quantiles, and
 * bootstraps over tracks. Nothing here depends on networks or messages.
 */
package dev.understudy.learning.statistics;
