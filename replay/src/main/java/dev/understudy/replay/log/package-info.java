/**
 * A drive log as every reader gives it: clouds, images, calibrations, poses and labels in one total order of stamps,
 * read on demand. Also logs made of other logs: looped, multiplied, or cut by time. Formats are in packages of their
 * own.
 */
package dev.understudy.replay.log;
