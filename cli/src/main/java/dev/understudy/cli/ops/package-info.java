/** Metrics and health of a long-running command over HTTP, and the conditions under which it is alive and ready. */
package dev.understudy.cli.ops;
