/**
 * One object as the networks take it: points, side features and image from a cluster, deterministically, and the rows
 * of a training batch. Augmentation is in {@link dev.understudy.learning.train}.
 */
package dev.understudy.learning.sample;
