package dev.understudy.replay.messagelog;

import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.sensor.SensorMessage.Link;
import java.util.HashMap;
import java.util.Map;

/** Frames of reference as a tree: each lies in at most one other. The newest link of a frame holds. */
public final class TransformTree {

    /** Links followed from a frame to its root; robots have a dozen, and a loop must end. */
    private static final int MAX_DEPTH = 128;

    private final Map<String, Link> links = new HashMap<>();

    /** Adds a link or moves a frame. */
    void put(Link link) {
        links.put(normal(link.child()), link);
    }

    /** Adds a link unless the frame has one. */
    void putIfAbsent(Link link) {
        links.putIfAbsent(normal(link.child()), link);
    }

    boolean isEmpty() {
        return links.isEmpty();
    }

    /** The frame that holds a frame in the end; itself when it lies in none. */
    String root(String frame) {
        String at = normal(frame);
        for (int i = 0; i < MAX_DEPTH && links.containsKey(at); i++) {
            at = normal(links.get(at).parent());
        }
        return at;
    }

    /** Says whether a frame lies below another, directly or not. */
    boolean isBelow(String frame, String ancestor) {
        String at = normal(frame);
        for (int i = 0; i < MAX_DEPTH && links.containsKey(at); i++) {
            at = normal(links.get(at).parent());
            if (at.equals(normal(ancestor))) {
                return true;
            }
        }
        return false;
    }

    /** From one frame into another; {@code null} when they are not connected. */
    RigidTransform between(String target, String source) {
        if (!root(target).equals(root(source))) {
            return null;
        }
        return toRoot(target).inverse().after(toRoot(source));
    }

    /** From a frame into its root. */
    RigidTransform toRoot(String frame) {
        RigidTransform out = RigidTransform.IDENTITY;
        String at = normal(frame);
        for (int i = 0; i < MAX_DEPTH && links.containsKey(at); i++) {
            Link link = links.get(at);
            out = link.parentFromChild().after(out);
            at = normal(link.parent());
        }
        return out;
    }

    /** ROS 1 wrote frames with a leading slash; they mean the same. */
    static String normal(String frame) {
        return frame.startsWith("/") ? frame.substring(1) : frame;
    }
}
