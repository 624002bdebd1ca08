package dev.understudy.learning.experiment;

import dev.understudy.learning.label.PublishedRule;
import dev.understudy.learning.train.Branches;
import dev.understudy.learning.train.Guard;
import dev.understudy.learning.train.TrainerConfig;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * One way to live through a stream. All arms start from the same base and see the same objects.
 *
 * @param name as on the command line
 * @param trainer how it learns
 * @param rule name of the rule that labels and serves; null for the bootstrap's own
 * @param learns false: the served model stays the bootstrap
 * @param trueLabels whether it is told the truth
 */
public record Arm(String name, TrainerConfig trainer, String rule, boolean learns, boolean trueLabels) {

    private static final String WITH_CONSENSUS = "-with-" + Guard.TRACK_CONSENSUS.label();

    public static final String FROZEN = "frozen";
    /** Also the name of its rule. */
    public static final String POINT_ONLY = "point-only";
    /** Also the name of its rule. */
    public static final String IMAGE_ONLY = "image-only";
    public static final String POINT_ONLY_CONSENSUS = POINT_ONLY + WITH_CONSENSUS;
    public static final String UNGUARDED = "joint-unguarded";
    public static final String JOINT = "joint";
    public static final String ORACLE = "oracle";

    /**
     * All arms around one trainer configuration: what it is compared with, and it with each guard switched. A single
     * modality trains as published, every view under a label of its own, and once more with the tracks' consensus: what
     * the second modality is worth shows between arms that both have it or both lack it.
     */
    public static List<Arm> all(TrainerConfig config) {
        List<Arm> arms = new ArrayList<>();
        arms.add(new Arm(FROZEN, config, null, false, false));
        arms.addAll(single(POINT_ONLY, config.withBranches(Branches.POINT)));
        arms.addAll(single(IMAGE_ONLY, config.withBranches(Branches.IMAGE)));
        arms.add(new Arm(UNGUARDED, unguarded(config), new PublishedRule().name(), true, false));
        arms.add(new Arm(JOINT, config, null, true, false));
        for (Guard guard : Guard.values()) {
            String how = config.has(guard) ? "-without-" : "-with-";
            arms.add(new Arm(JOINT + how + guard.label(), config.toggled(guard), null, true, false));
        }
        // Nobody who has labels would let the source hold them back: no gate, so that this is what can be reached.
        arms.add(new Arm(ORACLE, config.without(Guard.GATE, Guard.HEALTH_WATCH), null, true, true));
        return arms;
    }

    /**
     * The name is also that of the branch's rule. The health watch is off: to it a branch that learns beside one that
     * does not looks like decline.
     */
    private static List<Arm> single(String name, TrainerConfig branch) {
        TrainerConfig unwatched = branch.without(Guard.HEALTH_WATCH);
        return List.of(new Arm(name, unwatched.without(Guard.TRACK_CONSENSUS), name, true, false),
                new Arm(name + WITH_CONSENSUS, unwatched.and(Guard.TRACK_CONSENSUS), name, true, false));
    }

    /** The offline rule on raw windows: the published constants, and the last window teaches. */
    private static TrainerConfig unguarded(TrainerConfig config) {
        return config.withGuards(EnumSet.noneOf(Guard.class))
                .withMemory(config.memory().withSize(config.pace().samples()));
    }
}
