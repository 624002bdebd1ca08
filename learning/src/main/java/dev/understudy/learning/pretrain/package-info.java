/**
 * Makes a bootstrap model: both branches trained with labels on source objects, scored on held-out ones, and written to
 * the files that ship.
 */
package dev.understudy.learning.pretrain;
