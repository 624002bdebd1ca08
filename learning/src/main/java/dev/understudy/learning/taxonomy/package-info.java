/**
 * The classes that a model tells apart, and how other data sets name them. Classes are configuration: a checkpoint
 * carries the version of the list it was trained on.
 */
package dev.understudy.learning.taxonomy;
