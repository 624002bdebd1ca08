package dev.understudy.streams;

import dev.understudy.learning.teacher.ImageTeacher;
import dev.understudy.perception.camera.RgbImage;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.streams.stage.TeacherSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Says "car" of every object it is shown, whosever it is, and fails at the images of some cameras. */
final class FakeTeacher implements ImageTeacher {

    static final String NAME = "fake:teacher";
    private final Set<String> failsAt;
    final List<String> asked = new ArrayList<>();
    int opened;
    boolean closed;

    FakeTeacher(String... failsAt) {
        this.failsAt = Set.of(failsAt);
    }

    /** Gives this one; how often, is counted. */
    TeacherSource source() {
        return new TeacherSource("fake", "toy-1", () -> {
            opened++;
            return this;
        });
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public float[][] teach(RgbImage image, String cameraFrameId, List<Cluster> objects) {
        asked.add(cameraFrameId);
        if (failsAt.contains(cameraFrameId)) {
            throw new IllegalStateException("cannot look at " + cameraFrameId);
        }
        float[][] opinions = new float[objects.size()][];
        // The share of "car" tells the images apart.
        float car = cameraFrameId.equals(TestScene.CAMERA) ? 0.75f : 1;
        Arrays.setAll(opinions, i -> new float[] {car, 1 - car});
        return opinions;
    }

    @Override
    public void close() {
        closed = true;
    }
}
