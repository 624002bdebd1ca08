package dev.understudy.streams.inference;

import dev.understudy.learning.label.Judgement;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.PseudoLabelledSample;
import java.nio.ByteBuffer;

/** Makes the samples of a labelled frame. */
final class Samples {

    private static final double TWO_TO_32 = 4294967296.0;

    private Samples() {
    }

    static PseudoLabelledSample of(LabelledFrame frame, int i, Judgement judgement) {
        ClusterSet set = frame.set();
        CheckpointManifest manifest = frame.model().manifest();
        PseudoLabelledSample.Builder sample = PseudoLabelledSample.newBuilder()
                .setRobotId(set.getRobotId()).setLidarFrameId(set.getLidarFrameId()).setStampNs(set.getStampNs())
                .setCluster(set.getClusters(i).toBuilder().clearImageOpinion())
                .setPointWeight(manifest.getPointWeight()).setThreshold(judgement.threshold())
                .setRule(manifest.getRule()).setVerdict(judgement.verdict())
                .setLabel(judgement.decision().label()).setConfidence(judgement.decision().confidence())
                .setSpokenBy(judgement.decision().spokenBy())
                .setTeacher(frame.ref()).setTaxonomyVersion(manifest.getTaxonomyVersion())
                .setImageTeacher(frame.spokenOn(i) ? set.getClusters(i).getImageOpinion().getTeacher() : "");
        addAll(frame.labelling().point()[i], sample::addPointDistribution);
        addAll(frame.labelling().image()[i], sample::addImageDistribution);
        return sample.build();
    }

    /** Whether a rejected object still becomes a sample: by its identity, so that a replay picks the same ones. */
    static boolean isPicked(ClusterSet set, Cluster object, double rate) {
        byte[] id = EventIds.of(set.getRobotId(), set.getLidarFrameId(), set.getStampNs(), object.getIndex());
        return Integer.toUnsignedLong(ByteBuffer.wrap(id).getInt()) < rate * TWO_TO_32;
    }

    private interface FloatSink {
        void add(float value);
    }

    private static void addAll(float[] distribution, FloatSink sink) {
        if (distribution != null) {
            for (float p : distribution) {
                sink.add(p);
            }
        }
    }
}
