/** {@code understudy topics}: creates topics, compares a cluster with the plan, and prints access-control entries. */
package dev.understudy.cli.topics;
