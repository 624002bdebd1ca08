package dev.understudy.replay.record;

import dev.understudy.replay.message.Channel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the messages of a recording's channel came from; a recording keeps it as the channel's metadata.
 *
 * @param topic Understudy's topic
 * @param robot key of its records
 * @param sensor frame id of the LiDAR or camera; empty for what is no sensor's
 */
record ChannelOrigin(String topic, String robot, String sensor) {

    private static final String TOPIC = "understudy.topic";
    private static final String ROBOT = "understudy.robot";
    private static final String SENSOR = "understudy.sensor";

    /** The origin that a channel states, if any. */
    static Optional<ChannelOrigin> of(Channel channel) {
        Map<String, String> stated = channel.metadata();
        return stated.containsKey(TOPIC) && stated.containsKey(ROBOT)
                ? Optional.of(new ChannelOrigin(stated.get(TOPIC), stated.get(ROBOT),
                        stated.getOrDefault(SENSOR, "")))
                : Optional.empty();
    }

    Map<String, String> metadata() {
        Map<String, String> out = new LinkedHashMap<>();
        out.put(TOPIC, topic);
        out.put(ROBOT, robot);
        if (!sensor.isEmpty()) {
            out.put(SENSOR, sensor);
        }
        return out;
    }
}
