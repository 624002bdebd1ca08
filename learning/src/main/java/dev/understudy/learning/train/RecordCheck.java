package dev.understudy.learning.train;

import dev.understudy.learning.sample.Floats;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.OrientedBox;
import dev.understudy.proto.v1.PseudoLabelledSample;
import java.util.stream.DoubleStream;

/**
 * Which records a trainer can take. Running means never forget a NaN, nor soon an absurd confidence: one such record
 * would silence every class.
 *
 * @param taxonomyVersion of the model in training
 * @param classes of the model in training
 */
record RecordCheck(String taxonomyVersion, int classes) {

    /** No weight of the point branch that is meant is larger; the adaptive one stays below 2. */
    private static final float LARGEST_WEIGHT = 100;

    /** Metres, beyond any sensor's reach and far below where a float's square overflows. */
    private static final double FARTHEST = 1e6;

    boolean accepts(PseudoLabelledSample record) {
        return record.getPointDistributionCount() == classes
                && record.getTaxonomyVersion().equals(taxonomyVersion)
                && record.getLabel() >= 0 && record.getLabel() < classes
                && record.getPointWeight() >= 0 && record.getPointWeight() <= LARGEST_WEIGHT
                && record.getConfidence() >= 0
                && record.getConfidence() <= Math.max(1, record.getPointWeight()) + Floats.ROUNDING
                && Floats.areDistribution(record.getPointDistributionList())
                && (record.getImageDistributionCount() == 0
                        || Floats.areDistribution(record.getImageDistributionList()))
                && isMeasured(record.getCluster());
    }

    /** One NaN in memory would spoil every batch it is drawn into, in a probe or a health window every statistic. */
    private static boolean isMeasured(Cluster cluster) {
        OrientedBox box = cluster.getBox();
        return DoubleStream.of(box.getX(), box.getY(), box.getLength(), box.getWidth(), box.getHeight(),
                cluster.getRange(), cluster.getHeightAboveGround(), cluster.getPoints().getScale())
                .allMatch(metres -> Math.abs(metres) <= FARTHEST);
    }
}
