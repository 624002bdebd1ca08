/** {@code understudy dlq}: lists, shows, exports and replays dead letters. */
package dev.understudy.cli.dlq;
