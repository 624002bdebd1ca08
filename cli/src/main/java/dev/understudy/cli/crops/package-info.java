/**
 * {@code understudy crops}: finds and deletes a robot's images and crops of a time, on topics, in the claim-check
 * store, and, by a request, in the trainer's memory.
 */
package dev.understudy.cli.crops;
