package dev.understudy.replay.record;

import dev.understudy.mcap.message.Channel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the messages of a recording's channel came from; a recording keeps it as the channel's metadata.
 *
 * @param topic Understudy's topic
 * @param robot key of its records
 * @param sensor frame id of the LiDAR or camera; empty for what is no sensor's
 * @param framePrefix stands before every frame id in the messages that viewers read
 */
record ChannelOrigin(String topic, String robot, String sensor, String framePrefix) {

    private static final String TOPIC = "understudy.topic";
    private static final String ROBOT = "understudy.robot";
    private static final String SENSOR = "understudy.sensor";
    private static final String PREFIX = "understudy.frame-prefix";

    /** The origin that a channel states, if any. */
    static Optional<ChannelOrigin> of(Channel channel) {
        Map<String, String> stated = channel.metadata();
        return stated.containsKey(TOPIC) && stated.containsKey(ROBOT)
                ? Optional.of(new ChannelOrigin(stated.get(TOPIC), stated.get(ROBOT),
                        stated.getOrDefault(SENSOR, ""), stated.getOrDefault(PREFIX, "")))
                : Optional.empty();
    }

    Map<String, String> metadata() {
        Map<String, String> out = new LinkedHashMap<>();
        out.put(TOPIC, topic);
        out.put(ROBOT, robot);
        if (!sensor.isEmpty()) {
            out.put(SENSOR, sensor);
        }
        if (!framePrefix.isEmpty()) {
            out.put(PREFIX, framePrefix);
        }
        return out;
    }

    /** Whether the messages are a sensor's of a robot. */
    boolean isOf(String sensorTopic, String name, String frameId) {
        return topic.equals(sensorTopic) && robot.equals(name) && sensor.equals(frameId);
    }

    /** A frame id as it was before the recording. */
    String original(String frameId) {
        return frameId.startsWith(framePrefix) ? frameId.substring(framePrefix.length()) : frameId;
    }
}
