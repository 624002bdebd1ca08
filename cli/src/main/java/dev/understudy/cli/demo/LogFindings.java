package dev.understudy.cli.demo;

import dev.understudy.cli.frames.JoinedFrame;
import dev.understudy.cli.run.RunFolder;
import dev.understudy.learning.statistics.Quantiles;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.ImageCrop;
import dev.understudy.replay.log.LogRecord.Truth;
import dev.understudy.replay.log.LogRecord.TruthObject;
import dev.understudy.replay.metrics.ImageBoxIou;
import dev.understudy.replay.metrics.TruthMatcher.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a recorded log shows of the sensing half: clusters per frame, classes, and how well the clusters' image
 * boxes sit on the boxes that people drew around cars. Sees every complete frame, one at a time.
 */
final class LogFindings implements Consumer<JoinedFrame> {

    private static final String CAR = "car";

    private final DemoSource source;
    private final Taxonomy taxonomy;
    private final FramePictures pictures;
    private final List<Double> overlaps = new ArrayList<>();
    private int labelledCars;

    LogFindings(DemoSource source, RunFolder folder, Taxonomy taxonomy) {
        this.source = source;
        this.taxonomy = taxonomy;
        this.pictures = new FramePictures(folder);
    }

    @Override
    public void accept(JoinedFrame frame) {
        pictures.consider(frame);
        if (!source.exhaustive() && frame.truth() != null) {
            measure(frame.set(), frame.truth());
        }
    }

    private void measure(ClusterSet set, Truth truth) {
        for (TruthObject object : truth.objects()) {
            boolean car = taxonomy.map(truth.domain(), object.className()).filter(CAR::equals).isPresent();
            if (car && object.imageBox() != null) {
                labelledCars++;
                Cluster largest = largestOf(set, truth, object);
                if (largest != null && largest.hasCrop()) {
                    overlaps.add(ImageBoxIou.of(object.imageBox(), box(largest.getCrop())));
                }
            }
        }
    }

    private Cluster largestOf(ClusterSet set, Truth truth, TruthObject object) {
        Cluster largest = null;
        for (Cluster cluster : set.getClustersList()) {
            Match match = source.matcher().match(cluster, truth);
            boolean of = match.object() != null && match.object().track().equals(object.track());
            if (of && (largest == null || cluster.getPointCount() > largest.getPointCount())) {
                largest = cluster;
            }
        }
        return largest;
    }

    private static float[] box(ImageCrop crop) {
        return new float[] {crop.getLeft(), crop.getTop(), crop.getRight(), crop.getBottom()};
    }

    /** The findings of a recorded log; {@code null} for a simulated fleet. */
    DemoSummary.LogFindings summarise(StreamScorer scorer) {
        if (source.exhaustive()) {
            return null;
        }
        StreamCounts counts = scorer.counts();
        double frames = Math.max(1, counts.of(StreamCounts.Kind.FRAMES));
        return new DemoSummary.LogFindings(counts.of(StreamCounts.Kind.CLUSTERS_BEFORE_GATING) / frames,
                counts.of(StreamCounts.Kind.CLUSTERS) / frames, scorer.objectsPerClass(),
                overlaps.isEmpty() ? null : medianOverlap(), labelledCars,
                overlaps.size(), pictures.write(source.again()));
    }

    private double medianOverlap() {
        return Quantiles.of(overlaps.stream().mapToDouble(Double::doubleValue).toArray(), 0.5);
    }
}
