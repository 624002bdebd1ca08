package dev.understudy.cli.chaos.audit;

import com.google.protobuf.ByteString;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.proto.v1.LifecycleKind;
import dev.understudy.proto.v1.ModelRef;
import dev.understudy.proto.v1.TrainerState;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Facts of a small run without a fault: four LiDAR records of one robot, of which one is sent twice and one is garbage,
 * two images, two objects in each of the two decided frames; version 1 is published between them and was taught the
 * first frame's samples.
 */
final class HonestRun {

    static final String ROBOT = "r1";
    static final ModelId BOOTSTRAP = new ModelId(0, "00");
    static final ModelId FIRST = new ModelId(1, "01");

    private HonestRun() {
    }

    static Facts facts() {
        Facts facts = new Facts(BOOTSTRAP);
        frames(facts);
        objects(facts, 1, BOOTSTRAP);
        objects(facts, 2, FIRST);
        model(facts);
        return facts;
    }

    private static void frames(Facts facts) {
        facts.lidar.add(lidar(0, 1));
        facts.lidar.add(lidar(1, 1));
        facts.lidar.add(new FrameFact(at(Topics.LIDAR_FRAME, 2), ROBOT, "", 0));
        facts.lidar.add(lidar(3, 2));
        facts.dead.add(new DeadFact(at(Topics.DEAD_LETTER, 0), at(Topics.LIDAR_FRAME, 2), "malformed-message"));
        facts.planted(at(Topics.LIDAR_FRAME, 2));
        for (int image = 0; image < 2; image++) {
            facts.camera.add(new FrameFact(at(Topics.CAMERA_FRAME, image), ROBOT, "camera", image + 1));
        }
        facts.sets.add(set(0, 1, 0, 0));
        facts.sets.add(set(1, 2, 3, 1));
        facts.ledgers.put(ROBOT, Map.of(0, FrameLedger.newBuilder().setLidarIn(4).setLidarPaired(2)
                .putLidarDropped("duplicate", 1).putLidarDead("malformed-message", 1).setCameraIn(2).setCameraUsed(2)
                .build()));
    }

    private static FrameFact lidar(long offset, long stamp) {
        return new FrameFact(at(Topics.LIDAR_FRAME, offset), ROBOT, "lidar", stamp);
    }

    private static SetFact set(long offset, long stamp, long lidar, long camera) {
        return new SetFact(at(Topics.CLUSTER, offset), ROBOT, "lidar", stamp, List.of(object(stamp, 0),
                object(stamp, 1)), at(Topics.LIDAR_FRAME, lidar), at(Topics.CAMERA_FRAME, camera));
    }

    private static void objects(Facts facts, long stamp, ModelId model) {
        for (int index = 0; index < 2; index++) {
            facts.events.add(new ObjectFact(at(Topics.OBJECT_EVENT, facts.events.size()), frame(stamp),
                    object(stamp, index), model, true));
            facts.samples.add(new ObjectFact(at(Topics.SAMPLE, facts.samples.size()), frame(stamp),
                    object(stamp, index), model, true));
        }
    }

    private static void model(Facts facts) {
        List<Long> taught = IntStream.range(0, 2).mapToObj(index -> SampleIds.of(object(1, index))).toList();
        facts.versions.add(new VersionFact(FIRST, 0, 2, taught));
        facts.states.add(state(FIRST, 2, 2, 2));
        facts.decisions.add(decision(0, LifecycleKind.CANDIDATE, FIRST, 1));
        facts.decisions.add(decision(1, LifecycleKind.PROMOTED, FIRST, 2));
        facts.decisions.add(new DecisionFact(at(Topics.LIFECYCLE, 2), LifecycleKind.ADOPTED, FIRST, 2, "", false));
    }

    static DecisionFact decision(long offset, LifecycleKind kind, ModelId model, long epoch) {
        return new DecisionFact(at(Topics.LIFECYCLE, offset), kind, model, epoch, "", true);
    }

    static TrainerState state(ModelId checkpoint, long epoch, long position, long admitted) {
        return TrainerState.newBuilder().setModel("student").setCheckpoint(ModelRef.newBuilder()
                .setVersion(checkpoint.version()).setDigest(ByteString.copyFrom(
                        HexFormat.of().parseHex(checkpoint.digest()))))
                .putAllPositions(Map.of(0, position)).setLastEpoch(epoch).setLastVersion(checkpoint.version())
                .setAdmittedSamples(admitted).build();
    }

    static Origin at(String topic, long offset) {
        return new Origin(topic, 0, offset);
    }

    static String frame(long stamp) {
        return ROBOT + "|lidar|" + stamp;
    }

    static String object(long stamp, int index) {
        return String.format(Locale.ROOT, "%06x%06x%020x", stamp, index, 0);
    }
}
