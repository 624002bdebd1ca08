package dev.understudy.perception.line;

import dev.understudy.proto.foxglove.FrameTransform;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.proto.v1.PairingState;
import dev.understudy.proto.v1.RobotCalibration;
import dev.understudy.proto.v1.TrackerState;

/**
 * Everything that a {@link FrameLine} keeps from record to record, but for the images.
 *
 * @param calibrations by robot
 * @param poses by robot, the sensor's frame and stamp
 * @param pairing by robot
 * @param pending objects of the LiDAR frames that wait for an image; by robot, LiDAR and stamp
 * @param tracks by robot and LiDAR; see {@link TrackingStep}
 * @param ledgers by robot
 */
public record LineStores(KeyedStore<RobotCalibration> calibrations, StampedStore<FrameTransform> poses,
        KeyedStore<PairingState> pairing, StampedStore<ClusterSet> pending, KeyedStore<TrackerState> tracks,
        KeyedStore<FrameLedger> ledgers) {

    /** Empty ones, on the heap. */
    public static LineStores inMemory() {
        return new LineStores(new KeyedMap<>(), new StampedMap<>(), new KeyedMap<>(), new StampedMap<>(),
                new KeyedMap<>(), new KeyedMap<>());
    }
}
