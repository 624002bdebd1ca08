package dev.understudy.streams.stage;

import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.learning.teacher.ImageTeacher;
import dev.understudy.learning.teacher.ImageTeachers;
import dev.understudy.learning.teacher.TeacherException;
import dev.understudy.perception.camera.RgbImage;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ImageCrop;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where the tasks of a stream get their image teachers, one each.
 *
 * @param kind for metrics, e.g. {@code detector}; empty: there is no teacher
 * @param taxonomyVersion of the classes that opinions speak of
 * @param opener opens one; may throw a {@link TeacherException}
 */
public record TeacherSource(String kind, String taxonomyVersion, Supplier<ImageTeacher> opener) {

    /** No teacher. */
    public static final TeacherSource NONE = new TeacherSource("", "", () -> null);

    private static final String TRIAL = "trial";
    private static final int TRIAL_SIDE = 64; // pixels

    /**
     * Opens nothing yet.
     *
     * @param kindAndFile {@code KIND:FILE}; empty for none
     * @param taxonomy classes of its answers
     */
    public static TeacherSource of(String kindAndFile, Taxonomy taxonomy) {
        if (kindAndFile.isEmpty()) {
            return NONE;
        }
        int colon = kindAndFile.indexOf(':');
        return new TeacherSource(colon < 0 ? kindAndFile : kindAndFile.substring(0, colon), taxonomy.version(),
                () -> ImageTeachers.open(kindAndFile, taxonomy));
    }

    boolean isNone() {
        return kind.isEmpty();
    }

    /**
     * Opens one and asks it about a black image, so that a file that will not do shows at start and not as a failure on
     * every image.
     *
     * @throws TeacherException when it will not do
     */
    public void check() {
        if (isNone()) {
            return;
        }
        try (ImageTeacher teacher = opener.get()) {
            tryOut(teacher);
        }
    }

    private static void tryOut(ImageTeacher teacher) {
        RgbImage black = new RgbImage(TRIAL_SIDE, TRIAL_SIDE, new byte[TRIAL_SIDE * TRIAL_SIDE * 3]);
        Cluster whole = Cluster.newBuilder().setCrop(ImageCrop.newBuilder().setCameraFrameId(TRIAL)
                .setRight(TRIAL_SIDE - 1).setBottom(TRIAL_SIDE - 1)).build();
        try {
            teacher.teach(black, TRIAL, List.of(whole));
        } catch (TeacherException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new TeacherException(teacher.name() + ": cannot be asked about an image: " + e, e);
        }
    }
}
