/**
 * Makes a drive of one robot out of a recording of messages: chooses topics, finds calibrations and transforms, and
 * puts frames into the order of their stamps.
 */
package dev.understudy.replay.messagelog;
