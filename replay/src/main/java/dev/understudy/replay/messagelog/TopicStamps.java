package dev.understudy.replay.messagelog;

import dev.understudy.learning.statistics.Quantiles;
import java.util.ArrayList;
import java.util.List;

/** What the first frames of one sensor's topic are like. */
final class TopicStamps {

    /** Full scales that intensities may have: a share, or numbers of 8, 10, 12 or 16 bits. */
    private static final float[] SCALES = {1, 255, 1023, 4095, 65_535};
    /** Share of points that may lie above a scale: retro-reflectors outshine the rest by far. */
    private static final double OUTLIERS = 0.002;

    private String frameId;
    private final List<Long> stamps = new ArrayList<>();
    private final List<Long> delays = new ArrayList<>();
    private final long[] above = new long[SCALES.length];
    private long points;

    void add(String frame, long stampNanos, long logNanos) {
        if (frameId == null) {
            frameId = frame;
        }
        stamps.add(stampNanos);
        delays.add(logNanos - stampNanos);
    }

    void intensity(float[] xyzi) {
        points += xyzi.length / 4;
        for (int i = 3; i < xyzi.length; i += 4) {
            for (int s = 0; s < SCALES.length && xyzi[i] > SCALES[s]; s++) {
                above[s]++;
            }
        }
    }

    int count() {
        return stamps.size();
    }

    /** Frame id of the first frame; {@code null} when there was none. */
    String frameId() {
        return frameId;
    }

    List<Long> stamps() {
        return stamps;
    }

    /** Median of log time minus stamp. */
    long delay() {
        return median(delays);
    }

    boolean stamped() {
        return stamps.stream().allMatch(s -> s != 0);
    }

    /** The value that stands for full intensity: the least scale that the first frames fit. */
    float intensityScale() {
        for (int s = 0; s < SCALES.length; s++) {
            if (above[s] <= OUTLIERS * points) {
                return SCALES[s];
            }
        }
        return SCALES[SCALES.length - 1];
    }

    static long median(List<Long> values) {
        return values.isEmpty() ? 0 : Quantiles.middle(values.stream().mapToLong(Long::longValue).toArray());
    }
}
