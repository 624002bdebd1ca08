/** Decides recorded pseudo-labels again under another rule or other parameters, and counts what would have changed. */
package dev.understudy.replay.relabel;
