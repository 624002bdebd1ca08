/**
 * Online self-training: admission of judged objects, the rehearsal memory, augmentations, losses, optimiser and
 * teacher. {@link dev.understudy.learning.train.OnlineTrainer} joins them; the same samples in the same order give the
 * same weights. Whether weights go live is decided in {@link dev.understudy.learning.loop}.
 */
package dev.understudy.learning.train;
