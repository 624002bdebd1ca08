package dev.understudy.cli.chaos.audit;

import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.proto.v1.LifecycleKind;
import dev.understudy.proto.v1.TrainerState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the committed records of all topics say, in the order of their partitions; the audit reads nothing else. */
public final class Facts {

    final List<FrameFact> lidar = new ArrayList<>();
    final List<FrameFact> camera = new ArrayList<>();
    final List<SetFact> sets = new ArrayList<>();
    final List<ObjectFact> events = new ArrayList<>();
    final List<ObjectFact> samples = new ArrayList<>();
    final List<DeadFact> dead = new ArrayList<>();
    final List<VersionFact> versions = new ArrayList<>();
    final List<DecisionFact> decisions = new ArrayList<>();
    final List<TrainerState> states = new ArrayList<>();
    /**
     * By robot, then by partition: the last committed entry of the ledger's changelog. A robot has one partition; what
     * names no robot is counted in each.
     */
    final Map<String, Map<Integer, FrameLedger>> ledgers = new TreeMap<>();
    /** Versions of which something is on the topic that is no verified checkpoint, and why. */
    final Map<Long, String> broken = new TreeMap<>();
    /** Versions that the trainer has deleted since: compaction takes their records, some sooner than others. */
    final Set<Long> deleted = new HashSet<>();
    /** Records that nobody can read, and why. */
    final Map<Origin, String> unreadable = new LinkedHashMap<>();

    /** What every stream starts with. */
    final ModelId bootstrap;
    /** Records put there to be refused: each must get one dead letter. */
    final Set<Origin> poison = new HashSet<>();
    /** Versions put there to be refused. */
    final Set<Long> forged = new HashSet<>();

    public Facts(ModelId bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** Tells that a record was put there to be refused. */
    public void planted(Origin at) {
        poison.add(at);
    }

    /** Samples seen so far. */
    public int samples() {
        return samples.size();
    }

    /** Tells that a version was put there to be refused. */
    public void forged(long version) {
        forged.add(version);
    }

    /** The robot's ledger as last committed, empty before the first. */
    public FrameLedger ledger(String robot) {
        return FrameLedgers.sum(ledgers.getOrDefault(robot, Map.of()).values());
    }

    /** Ids of the versions that were whole and verified, and of those deleted since that the trainer had promoted. */
    Set<ModelId> verified() {
        Set<ModelId> ids = new HashSet<>();
        versions.forEach(version -> ids.add(version.id()));
        decisions.stream().filter(d -> d.trusted() && d.madeLive() && deleted.contains(d.model().version()))
                .forEach(d -> ids.add(d.model()));
        return ids;
    }

    /** Planted records of sensors and clusters that have no letter yet; the trainer's come with its decisions. */
    public long lettersMissing() {
        Set<Origin> letters = new HashSet<>();
        dead.forEach(letter -> letters.add(letter.from()));
        return poison.stream().filter(at -> !at.topic().equals(Topics.SAMPLE) && !letters.contains(at)).count();
    }

    /** How often a version was refused by an instance, so far. */
    public long refusals(long version) {
        return decisions.stream()
                .filter(d -> d.kind() == LifecycleKind.REFUSED && d.model().version() == version).count();
    }

    /** Verified versions on the topic. */
    public int versionCount() {
        return versions.size();
    }

    /** Decided frames of all robots. */
    public long decided() {
        return sets.size();
    }

    /** How often an instance reported that it made a checkpoint live. */
    public int adoptions() {
        return (int) decisions.stream().filter(d -> d.kind() == LifecycleKind.ADOPTED).count();
    }

    /** Decided frames of some robots. */
    public long decided(Set<String> robots) {
        return sets.stream().filter(set -> robots.contains(set.robot())).count();
    }

    /** Whether the robot's ledger has every one of its records on the topics, and none of them waits. */
    public boolean accounted(String robot) {
        FrameLedger ledger = ledger(robot);
        return ledger.getLidarIn() == of(lidar, robot) && ledger.getCameraIn() == of(camera, robot)
                && ledger.getLidarPending() == 0 && ledger.getCameraPending() == 0;
    }

    private static long of(List<FrameFact> frames, String robot) {
        return frames.stream().filter(frame -> frame.robot().equals(robot)).count();
    }

    /** Objects of a robot's decided frames that have no event yet. */
    public long eventsMissing(Set<String> robots) {
        Set<String> there = new HashSet<>();
        events.forEach(event -> there.add(event.objectId()));
        return sets.stream().filter(set -> robots.contains(set.robot())).flatMap(set -> set.objectIds().stream())
                .filter(id -> !there.contains(id)).count();
    }
}
