/**
 * The networks: a point branch and an image branch with a common space of embeddings, defined in Java on named weights
 * that live outside them; their form for serving; and the comparison of their native operations with plain sums. How
 * the weights change is in {@link dev.understudy.learning.train}.
 */
package dev.understudy.learning.model;
