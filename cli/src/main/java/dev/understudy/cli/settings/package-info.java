/**
 * The settings of every command: one tree, whose values come from defaults, presets, a file, the environment and flags,
 * in that order, each with its origin.
 */
package dev.understudy.cli.settings;
