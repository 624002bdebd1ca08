package dev.understudy.mcap.message;

/**
 * How the messages of a topic are laid out.
 *
 * @param name type name as the recording states it, e.g. {@code sensor_msgs/msg/PointCloud2}
 * @param encoding language of the definition, e.g. {@code ros2msg}, {@code ros1msg}, {@code protobuf}
 * @param data the definition itself; not copied, treat as constant
 */
public record Schema(String name, String encoding, byte[] data) {

    /** Stands for the schema of a topic that has none. */
    public static final Schema NONE = new Schema("", "", new byte[0]);
}
