/**
 * The frame line: {@link dev.understudy.perception.line.FrameLine} takes every sensor record through segmentation,
 * pairing, crops and tracking. It reaches its state and its images through small ports, which are state stores in the
 * stream and maps offline, so that both run the same code.
 */
package dev.understudy.perception.line;
