/**
 * The command {@code understudy}: its main class, its list of subcommands, those of them that are one class, and what
 * turns an error into one line and an exit code. Subcommands of several classes are packages of their own, and nothing
 * below imports this one.
 */
package dev.understudy.cli;
