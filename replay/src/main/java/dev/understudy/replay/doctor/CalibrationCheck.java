package dev.understudy.replay.doctor;

import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.camera.ImageDecoder;
import dev.understudy.perception.camera.Projection;
import dev.understudy.perception.camera.RgbImage;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.segmentation.Segmentation;
import dev.understudy.perception.segmentation.SegmentationConfig;
import dev.understudy.perception.segmentation.Segmenter;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Do the outlines of projected clusters sit on edges of the image? Their left and right sides are shifted sideways,
 * their tops up and down, and the mean edge strength under them is compared; with a good calibration no shift is the
 * strongest.
 */
final class CalibrationCheck {

    private static final String CHECK = "calibration";
    /** Rows, and columns, that share an outline point on each side, pixels. */
    private static final int BAND = 6;
    private static final int MIN_POINTS = 30;
    private static final double MAX_RANGE = 40;
    /** Outline points below which nothing can be said. */
    private static final int MIN_SAMPLES = 200;
    /** Shift in degrees of view that is told. */
    private static final double MAX_SHIFT_DEGREES = 1.0;
    /** How far the best shift must stand out of all shifts, and above none, standard deviations. */
    private static final double STANDS_OUT = 2.2;
    private static final double BEATS_NONE = 1.5;

    private final Segmenter segmenter = new Segmenter(SegmentationConfig.defaults());
    private final ImageDecoder decoder = new ImageDecoder();
    private final ShiftSearch sideways = new ShiftSearch();
    private final ShiftSearch upright = new ShiftSearch();
    private final CameraMount mount;
    private final Projection projection;
    private long inImage;
    private long points;

    CalibrationCheck(CameraMount mount) {
        this.mount = mount;
        projection = new Projection(mount);
    }

    /** Adds a scan and the image that belongs to it. */
    void add(float[] xyzi, byte[] image) {
        RgbImage picture;
        try {
            picture = decoder.decode(image);
        } catch (BadFrameException e) {
            return;
        }
        Segmentation segmentation = segmenter.segment(PointCloud.of(xyzi));
        countVisible(xyzi);
        int[] horizontal = EdgeStrength.horizontal(picture);
        int[] vertical = EdgeStrength.vertical(picture);
        for (int id = 1; id <= segmentation.clusterCount(); id++) {
            if (segmentation.size(id) >= MIN_POINTS && segmentation.range(id) < MAX_RANGE) {
                outline(xyzi, segmentation, id, picture, horizontal, vertical);
            }
        }
    }

    private void countVisible(float[] xyzi) {
        for (int i = 0; i < xyzi.length; i += 4) {
            points++;
            inImage += projection.project(xyzi[i], xyzi[i + 1], xyzi[i + 2]) && projection.inImage() ? 1 : 0;
        }
    }

    /** Leftmost and rightmost pixel of a cluster in each band of rows, and topmost in each band of columns. */
    private void outline(float[] xyzi, Segmentation segmentation, int id, RgbImage picture, int[] horizontal,
            int[] vertical) {
        Map<Integer, int[]> left = new HashMap<>();
        Map<Integer, int[]> right = new HashMap<>();
        Map<Integer, int[]> top = new HashMap<>();
        int start = segmentation.start(id);
        for (int k = start; k < start + segmentation.size(id); k++) {
            int i = 4 * segmentation.order()[k];
            if (projection.project(xyzi[i], xyzi[i + 1], xyzi[i + 2]) && projection.inImage()) {
                int[] uv = {(int) Math.round(projection.u()), (int) Math.round(projection.v())};
                left.merge(uv[1] / BAND, uv, (a, b) -> a[0] <= b[0] ? a : b);
                right.merge(uv[1] / BAND, uv, (a, b) -> a[0] >= b[0] ? a : b);
                top.merge(uv[0] / BAND, uv, (a, b) -> a[1] <= b[1] ? a : b);
            }
        }
        Stream.concat(left.values().stream(), right.values().stream())
                .filter(uv -> uv[0] >= ShiftSearch.REACH && uv[0] < picture.width() - ShiftSearch.REACH
                        && uv[1] < picture.height())
                .forEach(uv -> sideways.add(horizontal, uv[1] * picture.width() + uv[0], 1));
        top.values().stream()
                .filter(uv -> uv[1] >= ShiftSearch.REACH && uv[1] < picture.height() - ShiftSearch.REACH
                        && uv[0] < picture.width())
                .forEach(uv -> upright.add(vertical, uv[1] * picture.width() + uv[0], picture.width()));
    }

    Finding finding() {
        String camera = mount.cameraFrameId();
        if (inImage == 0) {
            return Finding.problem(CHECK, "%s: no point falls into its image: check the transform between %s and %s "
                    + "(optical axes: x right, y down, z forward)", camera, mount.lidarFrameId(), camera);
        }
        double visible = 100.0 * inImage / points;
        if (sideways.samples() < MIN_SAMPLES) {
            return Finding.note(CHECK, "%s: %.0f %% of the points fall into its image; too few outlines to judge more",
                    camera, visible);
        }
        boolean turned = isOff(sideways, mount.intrinsics().fx());
        boolean tilted = upright.samples() >= MIN_SAMPLES && isOff(upright, mount.intrinsics().fy());
        if (turned || tilted) {
            return Finding.problem(CHECK, "%s: outlines of objects sit on image edges when shifted by %+d, %+d pixels "
                    + "(%.1f, %.1f degrees): correct the transform between %s and %s", camera,
                    turned ? sideways.best() : 0, tilted ? upright.best() : 0,
                    turned ? degrees(sideways, mount.intrinsics().fx()) : 0,
                    tilted ? degrees(upright, mount.intrinsics().fy()) : 0, mount.lidarFrameId(), camera);
        }
        return Finding.ok(CHECK, "%s: %.0f %% of the points fall into its image; outlines of objects sit on its edges",
                camera, visible);
    }

    private static boolean isOff(ShiftSearch search, double focalLength) {
        return Math.abs(degrees(search, focalLength)) > MAX_SHIFT_DEGREES && search.standsOut() > STANDS_OUT
                && search.beatsNone() > BEATS_NONE;
    }

    private static double degrees(ShiftSearch search, double focalLength) {
        return Math.toDegrees(StrictMath.atan(search.best() / focalLength));
    }
}
