/**
 * Reads and writes MCAP files, also such as were cut off. What the messages contain is no matter here.
 */
package dev.understudy.mcap;
