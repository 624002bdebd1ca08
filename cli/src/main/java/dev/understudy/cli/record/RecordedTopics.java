package dev.understudy.cli.record;

import dev.understudy.proto.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Short names of the topics that can be recorded. */
public final class RecordedTopics {

    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("lidar", Topics.LIDAR_FRAME);
        NAMES.put("camera", Topics.CAMERA_FRAME);
        NAMES.put("calibration", Topics.CALIBRATION);
        NAMES.put("pose", Topics.POSE);
        NAMES.put("objects", Topics.OBJECT_EVENT);
        NAMES.put("clusters", Topics.CLUSTER);
        NAMES.put("samples", Topics.SAMPLE);
        NAMES.put("lifecycle", Topics.LIFECYCLE);
        NAMES.put("labels", Topics.TRUTH);
        NAMES.put("dead-letters", Topics.DEAD_LETTER);
    }

    private RecordedTopics() {
    }

    /** The short names, for people. */
    public static String names() {
        return String.join(", ", NAMES.keySet());
    }

    /** Full names of topics given by either name; {@code all} stands for those with a short name. */
    public static List<String> resolve(List<String> given) {
        List<String> out = new ArrayList<>();
        for (String name : given) {
            if (name.equals("all")) {
                out.addAll(NAMES.values());
            } else {
                out.add(NAMES.getOrDefault(name, name));
            }
        }
        return out.stream().distinct().toList();
    }
}
