/**
 * From a LiDAR point to a pixel, and from an image to the crop of an object: calibrations and lens models, projection,
 * decoding of images, and resampling to a small square. Which image belongs to which LiDAR frame is decided in {@link
 * dev.understudy.perception.pairing}.
 */
package dev.understudy.perception.camera;
