/** Joins the objects of a frame with the events of every model and the labels, for whoever scores a stream. */
package dev.understudy.cli.frames;
