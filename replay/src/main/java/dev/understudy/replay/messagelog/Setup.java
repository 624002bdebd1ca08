package dev.understudy.replay.messagelog;

import dev.understudy.mcap.message.MessageSource;
import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.sensor.SensorMessage.CameraInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is known of a recording before its first frame leaves.
 *
 * @param choice which topics are used
 * @param mounts calibrated cameras
 * @param logTimes true when frames are stamped with log times, because the sensors' own clocks are not one clock
 * @param intensityScales full scale of the intensities by LiDAR topic
 * @param tree transforms as they are at the start
 * @param lidarFrame frame id of the first LiDAR topic
 * @param fixedFrame frame that the robot moves in; empty when no transform tells
 * @param notes what the user may want to know, one line each
 */
public record Setup(TopicChoice choice, List<CameraMount> mounts, boolean logTimes,
        Map<String, Float> intensityScales, TransformTree tree, String lidarFrame, String fixedFrame,
        List<String> notes) {

    /** Distance between sensors' delays beyond which their stamps cannot be of one clock, nanoseconds. */
    private static final long CLOCK_TOLERANCE = 1_000_000_000L;

    /**
     * Finds out by reading the first frames.
     *
     * @throws dev.understudy.replay.log.LogException when there is no LiDAR to be used; one line
     */
    public static Setup of(MessageSource source, TopicOptions options) {
        TopicChoice choice = TopicPicker.pick(source, options);
        Probe probe = Probe.of(source, choice);
        List<String> notes = new ArrayList<>(choice.notes());
        boolean logTimes = !oneClock(probe, notes);
        String lidarTopic = choice.lidars().get(0);
        String lidarFrame = String.valueOf(probe.stamps().get(lidarTopic).frameId());
        List<CameraMount> mounts = new ArrayList<>();
        for (TopicChoice.Camera camera : choice.cameras()) {
            CameraMount mount = mount(camera, probe, lidarTopic, logTimes, notes);
            if (mount != null) {
                mounts.add(mount);
            }
        }
        Map<String, Float> scales = choice.lidars().stream()
                .collect(Collectors.toMap(t -> t, t -> probe.stamps().get(t).intensityScale(), (a, b) -> a));
        String root = probe.tree().root(lidarFrame);
        boolean moves = probe.movingFrames().stream()
                .anyMatch(f -> f.equals(TransformTree.normal(lidarFrame)) || probe.tree().isBelow(lidarFrame, f));
        return new Setup(choice, List.copyOf(mounts), logTimes, scales, probe.tree(), lidarFrame, moves ? root : "",
                List.copyOf(notes));
    }

    private static boolean oneClock(Probe probe, List<String> notes) {
        List<TopicStamps> seen = probe.stamps().values().stream().filter(s -> s.count() > 0).toList();
        long least = seen.stream().mapToLong(TopicStamps::delay).min().orElse(0);
        long most = seen.stream().mapToLong(TopicStamps::delay).max().orElse(0);
        if (seen.stream().allMatch(TopicStamps::stamped) && most - least <= CLOCK_TOLERANCE) {
            return true;
        }
        notes.add(seen.stream().allMatch(TopicStamps::stamped)
                ? String.format(Locale.ROOT, "log times are used as stamps: the sensors' own stamps are %.1f s apart",
                        (most - least) / 1e9)
                : "log times are used as stamps: some messages carry none");
        return false;
    }

    private static CameraMount mount(TopicChoice.Camera camera, Probe probe, String lidarTopic, boolean logTimes,
            List<String> notes) {
        String frame = probe.stamps().get(camera.imageTopic()).frameId();
        CameraInfo info = camera.infoTopic() == null ? null : probe.infos().get(camera.infoTopic());
        String lidarFrame = probe.stamps().get(lidarTopic).frameId();
        String complaint = null;
        RigidTransform cameraFromLidar = null;
        if (frame == null || lidarFrame == null) {
            complaint = "no image or no cloud was found near the start";
        } else if (TransformTree.normal(frame).equals(TransformTree.normal(lidarFrame))) {
            complaint = "its images and the clouds state the same frame, " + frame;
        } else if (info == null) {
            complaint = "no CameraInfo was found beside it";
        } else {
            complaint = Mounts.complaint(info, camera.rectified());
            cameraFromLidar = probe.tree().between(frame, lidarFrame);
            if (complaint == null && cameraFromLidar == null) {
                complaint = "no transform leads from " + lidarFrame + " to " + frame;
            }
        }
        if (complaint != null) {
            notes.add(camera.imageTopic() + ": not calibrated, its images will not be used: " + complaint);
            return null;
        }
        return Mounts.of(info, List.of(frame, lidarFrame), camera.rectified(), cameraFromLidar,
                shutterOffset(probe.stamps().get(camera.imageTopic()), probe.stamps().get(lidarTopic), logTimes));
    }

    /** Median distance from a cloud to the image nearest to it. */
    private static long shutterOffset(TopicStamps images, TopicStamps clouds, boolean logTimes) {
        if (logTimes) {
            return 0;
        }
        List<Long> offsets = new ArrayList<>();
        for (long cloud : clouds.stamps()) {
            images.stamps().stream().map(image -> image - cloud)
                    .min((a, b) -> Long.compare(Math.abs(a), Math.abs(b))).ifPresent(offsets::add);
        }
        return TopicStamps.median(offsets);
    }
}
