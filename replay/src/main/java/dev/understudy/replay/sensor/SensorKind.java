package dev.understudy.replay.sensor;

import dev.understudy.mcap.message.Channel;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What the messages of a topic are to perception, by their type. */
public enum SensorKind {
    /** Point clouds. */
    CLOUD,
    /** JPEG or PNG images. */
    COMPRESSED_IMAGE,
    /** Images as pixels. */
    RAW_IMAGE,
    CAMERA_INFO,
    TRANSFORMS,
    /** A LiDAR's network packets, which only its driver can turn into points. */
    LIDAR_PACKETS,
    OTHER;

    private static final Map<String, SensorKind> KINDS = Map.ofEntries(
            Map.entry("sensor_msgs/PointCloud2", CLOUD),
            Map.entry("foxglove.PointCloud", CLOUD),
            Map.entry("sensor_msgs/CompressedImage", COMPRESSED_IMAGE),
            Map.entry("foxglove.CompressedImage", COMPRESSED_IMAGE),
            Map.entry("sensor_msgs/Image", RAW_IMAGE),
            Map.entry("foxglove.RawImage", RAW_IMAGE),
            Map.entry("sensor_msgs/CameraInfo", CAMERA_INFO),
            Map.entry("foxglove.CameraCalibration", CAMERA_INFO),
            Map.entry("tf2_msgs/TFMessage", TRANSFORMS),
            Map.entry("tf/tfMessage", TRANSFORMS),
            Map.entry("foxglove.FrameTransform", TRANSFORMS),
            Map.entry("foxglove.FrameTransforms", TRANSFORMS));
    /** Drivers' own packet types: velodyne_msgs/VelodyneScan, ouster_ros/PacketMsg, hesai_ros_driver/UdpFrame, ... */
    private static final Pattern PACKETS = Pattern.compile("velodynescan|velodynepacket|packetmsg|packet_msg|udpframe"
            + "|pandarscan|rslidarscan|rslidar_packet|rslidarpacket|livox.*custommsg|sickscan|lidarpacket");

    /** The kind of a channel's messages. */
    public static SensorKind of(Channel channel) {
        String type = typeName(channel);
        SensorKind kind = KINDS.get(type);
        if (kind != null) {
            return kind;
        }
        return PACKETS.matcher(type.toLowerCase(Locale.ROOT)).find() ? LIDAR_PACKETS : OTHER;
    }

    /** ROS 2's name of a type without {@code /msg}, which ROS 1 does not have. */
    public static String typeName(Channel channel) {
        return channel.schema().name().replace("/msg/", "/");
    }
}
