package dev.understudy.cli.bench;

import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.objects.ObjectSegmenter;
import dev.understudy.perception.segmentation.Segmentation;
import dev.understudy.perception.segmentation.SegmentationConfig;
import dev.understudy.perception.segmentation.Segmenter;
import dev.understudy.replay.log.GroundLabels;
import dev.understudy.replay.metrics.ObjectRecovery;
import dev.understudy.replay.metrics.PairedRecall;
import dev.understudy.replay.scan.Scan;
import java.util.Optional;

/** Segments labelled frames in both modes on the same ground, and counts. */
final class ObjectScorer {

    private static final double EXACT_TOLERANCE = 0.5;

    private final ObjectSegmenter adaptive = ObjectSegmenter.defaults();
    private final Segmenter exact = new Segmenter(SegmentationConfig.exact(EXACT_TOLERANCE));
    private final PairedRecall recall = new PairedRecall();
    private int frames;
    private int lostByGate;
    private long clusters;
    private long passed;
    private double worstPassShare;
    // Points: ground found, other points called ground, ground missed.
    private long hit;
    private long eaten;
    private long missed;

    /** Adds a labelled frame. */
    void add(Scan scan, Optional<GroundLabels> ground) {
        PointCloud cloud = PointCloud.of(scan.xyzi());
        Segmentation result = adaptive.segment(cloud, null);
        int[] mask = new int[cloud.size()];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = result.labels()[i] == Segmentation.GROUND ? 1 : 0;
        }
        Segmentation plain = exact.segment(cloud, mask);
        for (ObjectRecovery.Target target : new ObjectRecovery(scan).targets()) {
            int cluster = ObjectRecovery.cluster(target, result);
            recall.add(target.object().track(), cluster > 0, ObjectRecovery.cluster(target, plain) > 0);
            lostByGate += cluster > 0 && !adaptive.isProposal(cluster) ? 1 : 0;
        }
        countPassed(result);
        ground.ifPresent(labels -> countGround(mask, labels));
        frames++;
    }

    ObjectScores scores() {
        ObjectScores.Ground ground = hit == 0 ? null : new ObjectScores.Ground(hit / (double) (hit + eaten),
                hit / (double) (hit + missed), 2.0 * hit / (2 * hit + eaten + missed), hit + missed);
        return new ObjectScores(frames, recall.summary(), lostByGate, passed / (double) Math.max(1, clusters),
                worstPassShare, clusters / (double) Math.max(1, frames), ground);
    }

    private void countPassed(Segmentation result) {
        int accepted = 0;
        for (int id = 1; id <= result.clusterCount(); id++) {
            accepted += adaptive.isProposal(id) ? 1 : 0;
        }
        passed += accepted;
        clusters += result.clusterCount();
        worstPassShare = Math.max(worstPassShare, accepted / (double) Math.max(1, result.clusterCount()));
    }

    private void countGround(int[] mask, GroundLabels labels) {
        for (int i = 0; i < mask.length; i++) {
            if (labels.isScored(i)) {
                boolean truth = labels.isGround(i);
                hit += truth && mask[i] == 1 ? 1 : 0;
                missed += truth && mask[i] == 0 ? 1 : 0;
                eaten += !truth && mask[i] == 1 ? 1 : 0;
            }
        }
    }
}
