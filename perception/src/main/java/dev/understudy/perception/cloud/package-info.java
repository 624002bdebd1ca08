/**
 * A LiDAR frame as a reusable array of points, and its two wire forms: {@code foxglove.PointCloud}, and the packed form
 * with 16 bits to a coordinate.
 */
package dev.understudy.perception.cloud;
