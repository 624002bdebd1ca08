package dev.understudy.streams.inference;

import dev.understudy.event.Box;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.event.ImageBox;
import dev.understudy.event.SourceOffset;
import dev.understudy.learning.label.Decision;
import dev.understudy.learning.model.ClassScores;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.proto.v1.Branch;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.ImageCrop;
import dev.understudy.proto.v1.OrientedBox;
import dev.understudy.proto.v1.SourceRecord;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Makes the public events of a classified frame. */
final class ObjectEvents {

    private static final HexFormat HEX = HexFormat.of();

    private ObjectEvents() {
    }

    static ClassifiedObject of(LabelledFrame frame, int i, ClassScores serving, Decision decision) {
        ClusterSet set = frame.set();
        Cluster object = set.getClusters(i);
        CheckpointManifest manifest = frame.model().manifest();
        int label = decision.label();
        return ClassifiedObject.newBuilder()
                .setEventId(HEX.formatHex(EventIds.of(set.getRobotId(), set.getLidarFrameId(), set.getStampNs(),
                        object.getIndex())))
                .setStampNs(set.getStampNs())
                .setRobot(set.getRobotId())
                .setLidarFrameId(set.getLidarFrameId())
                .setClusterIndex(object.getIndex())
                .setBox(box(object.getBox()))
                .setPointCount(object.getPointCount())
                .setTrackId(object.getTrackId())
                .setClassName(label < 0 ? Taxonomy.unknownOf(manifest) : manifest.getClassNames(label))
                .setTaxonomyVersion(manifest.getTaxonomyVersion())
                .setScore(decision.confidence())
                .setPointScore(scoreOf(serving.point()[i], label))
                .setImageScore(scoreOf(serving.image()[i], label))
                .setSpokenBy(branch(decision.spokenBy()))
                .setServedWeights(manifest.getServing())
                .setPairing(FrameLedgers.name(set.getPairing()))
                .setImageBox(object.hasCrop() ? imageBox(object.getCrop()) : null)
                .setModel(frame.ref().getModel())
                .setModelVersion(frame.ref().getVersion())
                .setModelDigest(HEX.formatHex(frame.ref().getDigest().toByteArray()))
                .setSources(sources(set, object))
                .build();
    }

    private static Box box(OrientedBox box) {
        return new Box(box.getX(), box.getY(), box.getZ(), box.getLength(), box.getWidth(), box.getHeight(),
                box.getYaw());
    }

    private static ImageBox imageBox(ImageCrop crop) {
        return new ImageBox(crop.getCameraFrameId(), crop.getLeft(), crop.getTop(), crop.getRight(), crop.getBottom());
    }

    private static Float scoreOf(float[] distribution, int label) {
        return distribution == null || label < 0 ? null : distribution[label];
    }

    private static String branch(Branch branch) {
        return branch == Branch.BRANCH_UNSPECIFIED ? "" : branch.name().toLowerCase(Locale.ROOT);
    }

    /** The records an object was made from: its own view's, or the frame's image where it has none. */
    private static List<SourceOffset> sources(ClusterSet set, Cluster object) {
        List<SourceOffset> sources = new ArrayList<>(2);
        sources.add(source(set.getLidarSource()));
        SourceRecord image = object.getCrop().hasSource() ? object.getCrop().getSource() : set.getCameraSource();
        if (!image.getTopic().isEmpty()) {
            sources.add(source(image));
        }
        return sources;
    }

    private static SourceOffset source(SourceRecord record) {
        return new SourceOffset(record.getTopic(), record.getPartition(), record.getOffset());
    }
}
