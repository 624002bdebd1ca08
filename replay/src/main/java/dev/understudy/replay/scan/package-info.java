/** LiDAR frames on their own, from a drive log or from a folder of bare scans, for segmentation without a stream. */
package dev.understudy.replay.scan;
