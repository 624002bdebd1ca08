package dev.understudy.cli.demo;

import dev.understudy.cli.demo.StreamCounts.Kind;
import dev.understudy.cli.feed.LogFeed;

/** Collects the {@link DemoStatus} of the moment from the parts of a run. */
final class DemoStatuses {

    private DemoStatuses() {
    }

    static DemoStatus now(DemoSettings settings, DemoSource source, LogFeed feed, StreamScorer scorer,
            DemoLoop loop) {
        long expected = source.log().lidarFrameCount();
        double progress = expected <= 0 ? 0 : Math.min(1, feed.lidarFrames() / (double) expected);
        String phase = progress < 1 ? "domain " + feed.domain() : "finishing";
        StreamCounts counts = scorer.counts();
        double[] recent = scorer.scores().recent();
        return new DemoStatus(System.nanoTime(), source.log().name(), settings.seed(), phase, progress,
                feed.lidarFrames(), counts.of(Kind.FRAMES), counts.of(Kind.EVENTS), loop.liveVersion(),
                counts.of(Kind.PROMOTED), counts.of(Kind.REJECTED), loop.stepCounts().made(), recent[0], recent[1]);
    }
}
