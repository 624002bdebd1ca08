package dev.understudy.learning.teacher;

import dev.understudy.learning.taxonomy.Taxonomy;
import java.nio.file.Path;

/** Opens external teachers by what a flag says: {@code detector:FILE.onnx} or {@code clip:FILE.onnx}. */
public final class ImageTeachers {

    static final String DETECTOR = "detector";
    static final String CLIP = "clip";

    private ImageTeachers() {
    }

    /**
     * Opens one.
     *
     * @throws TeacherException when the kind is unknown or a file cannot be used
     */
    public static ImageTeacher open(String kindAndFile, Taxonomy taxonomy) {
        int colon = kindAndFile.indexOf(':');
        String kind = colon < 0 ? kindAndFile : kindAndFile.substring(0, colon);
        if (colon < 0 || !kind.equals(DETECTOR) && !kind.equals(CLIP)) {
            throw new TeacherException("'" + kindAndFile + "' is neither " + DETECTOR + ":FILE nor " + CLIP + ":FILE");
        }
        Path file = Path.of(kindAndFile.substring(colon + 1));
        return kind.equals(DETECTOR) ? new DetectorTeacher(file, taxonomy) : new ClipTeacher(file, taxonomy);
    }
}
