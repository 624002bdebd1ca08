/**
 * Cuts one LiDAR cloud into ground and clusters, with an upright box for each cluster: a ground model, exact single
 * linkage on a voxel grid, and the box fit. It works on plain arrays that are reused from frame to frame, keeps nothing
 * of an earlier frame, and uses no message type.
 */
package dev.understudy.perception.segmentation;
