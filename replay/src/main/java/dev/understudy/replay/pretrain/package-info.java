/**
 * The labelled objects that the bootstrap model is trained and scored on, from simulated drives. The training itself is
 * in {@link dev.understudy.learning.pretrain}.
 */
package dev.understudy.replay.pretrain;
