package dev.understudy.streams.inference;

import dev.understudy.learning.label.Judgement;
import dev.understudy.learning.train.JudgedSample;
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
        Cluster object = set.getClusters(i);
        return JudgedSample.of(object.toBuilder().clearImageOpinion().build(), judgement, manifest.getRule(),
                manifest.getPointWeight(), frame.labelling().point()[i], frame.labelling().image()[i])
                .setRobotId(set.getRobotId()).setLidarFrameId(set.getLidarFrameId()).setStampNs(set.getStampNs())
                .setTeacher(frame.ref()).setTaxonomyVersion(manifest.getTaxonomyVersion())
                .setImageTeacher(frame.spokenOn(i) ? object.getImageOpinion().getTeacher() : "").build();
    }

    /** Whether a rejected object still becomes a sample: by its identity, so that a replay picks the same ones. */
    static boolean isPicked(ClusterSet set, Cluster object, double rate) {
        byte[] id = EventIds.of(set.getRobotId(), set.getLidarFrameId(), set.getStampNs(), object.getIndex());
        return Integer.toUnsignedLong(ByteBuffer.wrap(id).getInt()) < rate * TWO_TO_32;
    }
}
