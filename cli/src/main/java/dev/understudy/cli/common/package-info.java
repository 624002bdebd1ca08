/**
 * What commands share: exit codes, errors a user can mend, reports, and flags that several of them have. Flags that are
 * settings are in {@link dev.understudy.cli.settings}.
 */
package dev.understudy.cli.common;
