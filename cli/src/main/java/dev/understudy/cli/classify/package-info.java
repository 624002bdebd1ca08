/** {@code understudy classify}: scores a checkpoint on a folder of labelled objects. */
package dev.understudy.cli.classify;
