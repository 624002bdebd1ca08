package dev.understudy.replay.kitti;

/** Frame ids, as the usual ROS conversions of KITTI name them. */
public final class KittiFrames {

    /** The Velodyne: x forward, y left, z up, metres; about 1.73 m above the road. */
    public static final String LIDAR = "velo_link";
    /** The left colour camera, rectified: x right, y down, z forward. */
    public static final String CAMERA = "camera_color_left";
    /** East, north, up from the drive's first GPS position, metres. */
    public static final String FIXED = "map";
    /** Domain name of every labelled frame. */
    public static final String DOMAIN = "kitti";
    /** Class name of image regions whose objects the labellers left out; such a truth object has no 3D box. */
    public static final String DONT_CARE = "DontCare";

    private KittiFrames() {
    }
}
