/**
 * Reads deliberately damaged recordings and reports whatever a reader does other than return messages or fail with one
 * clear line.
 */
package dev.understudy.replay.fuzz;
