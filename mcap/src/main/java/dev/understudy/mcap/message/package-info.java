/**
 * A recording of serialised messages, whatever its container: channels, schemas, chunks and their merge into one order
 * of log time. The containers are packages of their own.
 */
package dev.understudy.mcap.message;
