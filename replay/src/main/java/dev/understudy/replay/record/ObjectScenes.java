package dev.understudy.replay.record;

import dev.understudy.event.ClassifiedObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Gathers the objects of one frame into one scene, which is whole when the first of the LiDAR's next frame comes. */
final class ObjectScenes {

    private final Consumer<List<ClassifiedObject>> sink;
    /** Objects of the newest frame of each robot and LiDAR. */
    private final Map<String, List<ClassifiedObject>> frames = new LinkedHashMap<>();

    ObjectScenes(Consumer<List<ClassifiedObject>> sink) {
        this.sink = sink;
    }

    void add(ClassifiedObject event) {
        String sensor = event.getRobot() + '\n' + event.getLidarFrameId();
        List<ClassifiedObject> frame = frames.computeIfAbsent(sensor, key -> new ArrayList<>());
        if (!frame.isEmpty() && frame.get(0).getStampNs() != event.getStampNs()) {
            sink.accept(frame);
            frame.clear();
        }
        frame.add(event);
    }

    /** No more objects will come. */
    void end() {
        frames.values().forEach(sink);
        frames.clear();
    }
}
