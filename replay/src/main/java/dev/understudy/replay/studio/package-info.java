/**
 * Labelled objects one at a time, without a street: each is scanned and photographed alone, so that no segmentation can
 * err. A quick source of objects for experiments.
 */
package dev.understudy.replay.studio;
