/** The folder of a run and what goes into it: log, charts and scratch data. */
package dev.understudy.cli.run;
