package dev.understudy.replay.log;

/** Which objects the labels of a log cover. */
public enum LabelCoverage {
    /** Every object around the robot is labelled, as in a simulator. */
    EVERYWHERE,
    /**
     * Objects in the camera's view are labelled, but for the log's DontCare regions, as in KITTI. A cluster is
     * background only if it has an image crop and the crop's region touches no such region.
     */
    CAMERA_VIEW
}
