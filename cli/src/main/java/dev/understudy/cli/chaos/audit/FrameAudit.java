package dev.understudy.cli.chaos.audit;

import static dev.understudy.cli.chaos.audit.Invariant.CAMERA_ACCOUNTED_ONCE;
import static dev.understudy.cli.chaos.audit.Invariant.LIDAR_DECIDED_ONCE;

import dev.understudy.perception.pairing.DroppedFrame;
import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.FrameLedger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Conservation of sensor records: the ledgers against the records themselves, robot by robot. */
final class FrameAudit {

    private final Facts facts;
    private final Map<Origin, Integer> setsOf = new HashMap<>();
    private final Set<Origin> dead = new HashSet<>();
    private final Map<String, Integer> copies = new HashMap<>();

    FrameAudit(Facts facts) {
        this.facts = facts;
        facts.sets.forEach(set -> setsOf.merge(set.lidar(), 1, Integer::sum));
        facts.dead.stream().filter(letter -> letter.from() != null).forEach(letter -> dead.add(letter.from()));
        facts.lidar.forEach(frame -> copies.merge(frame.frame(), 1, Integer::sum));
    }

    void check(Findings findings) {
        Map<String, List<FrameFact>> lidar = byRobot(facts.lidar);
        Map<String, List<FrameFact>> camera = byRobot(facts.camera);
        findings.count("LiDAR records", facts.lidar.size());
        findings.count("camera records", facts.camera.size());
        findings.count("decided frames", facts.sets.size());
        checkSets(findings);
        Set<String> robots = new TreeSet<>(lidar.keySet());
        robots.addAll(camera.keySet());
        robots.addAll(facts.ledgers.keySet());
        findings.count("robots", robots.size());
        for (String robot : robots) {
            FrameLedger ledger = facts.ledger(robot);
            checkLidar(robot, lidar.getOrDefault(robot, List.of()), ledger, findings);
            checkCamera(robot, camera.getOrDefault(robot, List.of()), ledger, findings);
        }
    }

    private static Map<String, List<FrameFact>> byRobot(List<FrameFact> frames) {
        return frames.stream().collect(Collectors.groupingBy(FrameFact::robot));
    }

    private void checkSets(Findings findings) {
        Set<Origin> records = facts.lidar.stream().map(FrameFact::at).collect(Collectors.toSet());
        Map<String, Integer> frames = new HashMap<>();
        for (SetFact set : facts.sets) {
            if (!records.contains(set.lidar())) {
                findings.violated(LIDAR_DECIDED_ONCE, "set " + set.at() + " comes from no LiDAR record: "
                        + set.lidar());
            }
            if (frames.merge(set.frame(), 1, Integer::sum) == 2) {
                findings.violated(LIDAR_DECIDED_ONCE, "frame " + set.frame() + " is decided twice, again in "
                        + set.at());
            }
        }
    }

    private void checkLidar(String robot, List<FrameFact> records, FrameLedger ledger, Findings findings) {
        long deadHere = 0;
        long neither = 0;
        long copiesLeft = 0;
        for (FrameFact record : records) {
            int times = setsOf.getOrDefault(record.at(), 0) + (dead.contains(record.at()) ? 1 : 0);
            deadHere += dead.contains(record.at()) ? 1 : 0;
            if (times > 1) {
                findings.violated(LIDAR_DECIDED_ONCE, record.at() + " of " + robot + " is decided " + times
                        + " times");
            } else if (times == 0) {
                neither++;
                copiesLeft += copies.get(record.frame()) > 1 ? 1 : 0;
            }
        }
        long dropped = FrameLedgers.total(ledger.getLidarDroppedMap());
        findings.count("LiDAR records dropped", dropped);
        expect(findings, LIDAR_DECIDED_ONCE, robot, "LiDAR records", records.size(), ledger.getLidarIn());
        expect(findings, LIDAR_DECIDED_ONCE, robot, "neither set nor dead letter", neither,
                dropped + ledger.getLidarPending());
        expect(findings, LIDAR_DECIDED_ONCE, robot, "dead LiDAR records", deadHere,
                FrameLedgers.total(ledger.getLidarDeadMap()));
        expect(findings, LIDAR_DECIDED_ONCE, robot, "sets",
                records.stream().filter(r -> setsOf.containsKey(r.at())).count(),
                ledger.getLidarPaired() + FrameLedgers.total(ledger.getLidarOnlyMap()));
        if (ledger.getLidarDroppedOrDefault(DroppedFrame.DUPLICATE, 0) > copiesLeft) {
            findings.violated(LIDAR_DECIDED_ONCE, robot + ": "
                    + ledger.getLidarDroppedOrDefault(DroppedFrame.DUPLICATE, 0)
                    + " frames dropped as duplicates, " + copiesLeft + " are");
        }
        FrameLedgers.imbalance(ledger).ifPresent(why ->
                findings.violated(LIDAR_DECIDED_ONCE, robot + ": the ledger does not balance: " + why));
    }

    private void checkCamera(String robot, List<FrameFact> records, FrameLedger ledger, Findings findings) {
        long deadHere = records.stream().filter(record -> dead.contains(record.at())).count();
        long used = facts.sets.stream().filter(set -> set.robot().equals(robot) && set.camera() != null)
                .map(SetFact::camera).distinct().count();
        Set<Origin> own = records.stream().map(FrameFact::at).collect(Collectors.toSet());
        facts.sets.stream().filter(set -> set.robot().equals(robot) && set.camera() != null
                && set.camera().topic().equals(Topics.CAMERA_FRAME) && !own.contains(set.camera()))
                .forEach(set -> findings.violated(CAMERA_ACCOUNTED_ONCE, "set " + set.at() + " of " + robot
                        + " has an image that is not the robot's: " + set.camera()));
        expect(findings, CAMERA_ACCOUNTED_ONCE, robot, "camera records", records.size(), ledger.getCameraIn());
        boolean oneCamera = records.stream().map(FrameFact::frameId).filter(id -> !id.isEmpty()).distinct().count() < 2;
        // Of several cameras' images the set names one.
        if (oneCamera || used > ledger.getCameraUsed()) {
            expect(findings, CAMERA_ACCOUNTED_ONCE, robot, "images used", used, ledger.getCameraUsed());
        }
        expect(findings, CAMERA_ACCOUNTED_ONCE, robot, "dead camera records", deadHere,
                FrameLedgers.total(ledger.getCameraDeadMap()));
        findings.count("images used", used);
    }

    private static void expect(Findings findings, Invariant invariant, String robot, String what, long onTopics,
            long inLedger) {
        if (onTopics != inLedger) {
            findings.violated(invariant, (robot.isEmpty() ? "(no robot)" : robot) + ": " + what + ": " + onTopics
                    + " on the topics, " + inLedger + " in the ledger");
        }
    }
}
