/** Reads folders of labelled objects that were cut out of their frames beforehand. */
package dev.understudy.replay.objects;
