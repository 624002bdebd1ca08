/**
 * The whole system in one process: broker and registry, the user's own or embedded ones, topics, both stream
 * applications and the trainer. Commands that run it add a feed and a view.
 */
package dev.understudy.cli.local;
