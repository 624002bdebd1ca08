package dev.understudy.replay.messagelog;

import java.util.List;

/**
 * What is used of a recording, and for what.
 *
 * @param lidars topics of point clouds
 * @param cameras cameras; may be empty
 * @param transforms topics of transforms; those whose name holds {@code static} are read whole
 * @param notes what the user may want to know about the choice, one line each
 */
public record TopicChoice(List<String> lidars, List<Camera> cameras, List<String> transforms, List<String> notes) {

    /**
     * One camera.
     *
     * @param imageTopic its images
     * @param infoTopic its calibration; {@code null} when none was found
     */
    public record Camera(String imageTopic, String infoTopic) {

        /** Whether the images are rectified already, as ROS names such topics. */
        boolean rectified() {
            return imageTopic.contains("rect");
        }
    }
}
