/**
 * The checkpoint format: named tensors and a manifest, cut into chunks, digested, signed and verified; keys and key
 * rings; the checkpoint that ships; and the archive of the memory that is stored beside a checkpoint. A checkpoint
 * holds data only, so that reading one runs nothing from it.
 */
package dev.understudy.learning.checkpoint;
