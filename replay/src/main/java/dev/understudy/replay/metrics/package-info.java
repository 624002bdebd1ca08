/**
 * Scores of perception against labels: recovery of objects, agreement of clusterings, overlap of image boxes, tracking,
 * and the true class of a cluster.
 */
package dev.understudy.replay.metrics;
