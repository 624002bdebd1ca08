/** {@code understudy bench}: speed and quality of segmentation, tracking and learning, measured on this machine. */
package dev.understudy.cli.bench;
