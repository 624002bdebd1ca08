/**
 * Plain sums in double precision that the tensor engine's native operations are compared with, and the description of
 * the processor and settings by which the native libraries choose their routines. Which operations a network uses is
 * decided in {@link dev.understudy.learning.model}.
 */
package dev.understudy.learning.maths;
