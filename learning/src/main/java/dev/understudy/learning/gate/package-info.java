/**
 * Whether a checkpoint may go live and may stay live, decided without labels of the stream: the publication gate for
 * candidates, and the health watch for the live model. Labelled source objects that never taught are the only labels
 * used.
 */
package dev.understudy.learning.gate;
