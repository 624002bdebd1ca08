/**
 * What the tensor engine of this process computes with and whether it computes right, checked before a command uses
 * networks; where it does not, the process starts again with other routines.
 */
package dev.understudy.cli.maths;
