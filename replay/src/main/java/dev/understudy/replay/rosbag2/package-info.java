/** Reads folders that {@code ros2 bag record} makes, with MCAP or sqlite3 storage, split into files or not. */
package dev.understudy.replay.rosbag2;
