package dev.understudy.perception.pairing;

import dev.understudy.proto.v1.SensorProgress;

/** Reading and advancing a {@link SensorProgress}. */
final class SensorHistory {

    /** Stamps remembered per sensor: about 6 s at 10 Hz, well over what producers retry within. */
    static final int REMEMBERED = 64;
    /** Watermark of a sensor that has not been seen. */
    static final long NOTHING_SEEN = Long.MIN_VALUE;

    private SensorHistory() {
    }

    static boolean contains(SensorProgress progress, long stampNanos) {
        for (int i = 0; i < progress.getRecentStampNsCount(); i++) {
            if (progress.getRecentStampNs(i) == stampNanos) {
                return true;
            }
        }
        return false;
    }

    static boolean containsWithin(SensorProgress progress, long stampNanos, long toleranceNanos) {
        for (int i = 0; i < progress.getRecentStampNsCount(); i++) {
            if (Math.abs(progress.getRecentStampNs(i) - stampNanos) <= toleranceNanos) {
                return true;
            }
        }
        return false;
    }

    /** Remembers a stamp, forgets the oldest beyond {@link #REMEMBERED}, and raises the watermark. */
    static SensorProgress advance(SensorProgress progress, long rememberedStamp, long lidarTimeNanos) {
        SensorProgress.Builder next = progress.toBuilder();
        boolean first = progress.getRecentStampNsCount() == 0;
        next.setWatermarkNs(first ? lidarTimeNanos : Math.max(progress.getWatermarkNs(), lidarTimeNanos));
        int kept = Math.min(progress.getRecentStampNsCount(), REMEMBERED - 1);
        int skip = progress.getRecentStampNsCount() - kept;
        next.clearRecentStampNs();
        next.addAllRecentStampNs(progress.getRecentStampNsList().subList(skip, skip + kept));
        return next.addRecentStampNs(rememberedStamp).build();
    }
}
