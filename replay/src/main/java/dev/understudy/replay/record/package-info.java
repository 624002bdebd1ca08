/**
 * Writes records of Understudy's topics into an MCAP file that viewers open, and reads such a file back as the drive it
 * came from.
 */
package dev.understudy.replay.record;
