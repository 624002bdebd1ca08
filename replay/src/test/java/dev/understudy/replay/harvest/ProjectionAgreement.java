package dev.understudy.replay.harvest;

import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.camera.ImageBoxes;
import dev.understudy.perception.camera.Projection;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.replay.log.LabelCoverage;
import dev.understudy.replay.log.LogRecord.Truth;
import dev.understudy.replay.log.LogRecord.TruthObject;
import dev.understudy.replay.metrics.ImageBoxIou;
import dev.understudy.replay.metrics.TruthMatcher;
import java.util.ArrayList;
import java.util.List;

/**
 * How well projected clusters agree with the image boxes that people drew: of each labelled object of the asked class,
 * the largest cluster that lies in the object's 3D box (see {@link TruthMatcher}) is projected, and its image box is
 * compared with the label's. A wrong calibration makes the overlap collapse, as the choice of the cluster does not
 * depend on it.
 */
final class ProjectionAgreement {

    private final String className;
    private final TruthMatcher matcher = new TruthMatcher(LabelCoverage.CAMERA_VIEW);
    private final ImageBoxes boxes = new ImageBoxes();
    private final List<Double> overlaps = new ArrayList<>();
    private int labelled;

    /** Takes the class to look at, in the log's own taxonomy. */
    ProjectionAgreement(String className) {
        this.className = className;
    }

    /** Adds a frame; the mount is the one valid at its stamp. */
    void add(ClusterSet set, Truth truth, CameraMount mount) {
        boxes.project(set, new Projection(mount));
        List<TruthMatcher.Match> matches = matcher.match(set, truth);
        for (TruthObject object : truth.objects()) {
            if (object.className().equals(className) && object.box() != null && object.imageBox() != null) {
                labelled++;
                int cluster = largest(set, matches, object);
                if (cluster >= 0) {
                    overlaps.add(ImageBoxIou.of(object.imageBox(), imageBox(boxes, cluster)));
                }
            }
        }
    }

    /** Labelled objects seen. */
    int labelled() {
        return labelled;
    }

    /** Labelled objects for which there was a cluster. */
    int matched() {
        return overlaps.size();
    }

    /** Median intersection over union of the matched objects, in [0, 1]; 0 when there is none. */
    double medianIou() {
        List<Double> sorted = overlaps.stream().sorted().toList();
        int n = sorted.size();
        return n == 0 ? 0 : (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    }

    private static float[] imageBox(ImageBoxes boxes, int i) {
        return boxes.visibleFraction(i) == 0 ? new float[4] : new float[] {
            (float) boxes.left(i), (float) boxes.top(i), (float) boxes.right(i), (float) boxes.bottom(i)};
    }

    private static int largest(ClusterSet set, List<TruthMatcher.Match> matches, TruthObject object) {
        int largest = -1;
        for (int i = 0; i < matches.size(); i++) {
            if (matches.get(i).object() == object && (largest < 0
                    || set.getClusters(i).getPointCount() > set.getClusters(largest).getPointCount())) {
                largest = i;
            }
        }
        return largest;
    }
}
