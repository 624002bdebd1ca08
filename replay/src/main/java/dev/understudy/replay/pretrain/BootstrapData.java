package dev.understudy.replay.pretrain;

import dev.understudy.learning.sample.LabelledObject;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.replay.harvest.HarvestedFrame;
import dev.understudy.replay.harvest.ObjectHarvest;
import dev.understudy.replay.log.LabelCoverage;
import dev.understudy.replay.simulator.Domains;
import dev.understudy.replay.simulator.FleetConfig;
import dev.understudy.replay.simulator.SimulatedFleet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The labelled objects that a bootstrap model is trained on and scored on: what perception finds along two drives of a
 * simulated fleet through the source domain. The drives are along different streets.
 *
 * @param seed of the training drive
 * @param trainFrames LiDAR frames per robot of the training drive
 * @param heldOutFrames LiDAR frames per robot of the held-out drive
 */
public record BootstrapData(long seed, int trainFrames, int heldOutFrames) {

    /** Seed of the recipe that ships. */
    public static final long SEED = 20261120;
    /** Frames per robot of the recipe that ships, to train on. */
    public static final int TRAIN_FRAMES = 220;
    /** Frames per robot of the recipe that ships, to score on. */
    public static final int HELD_OUT_FRAMES = 45;

    private static final int ROBOTS = 6;
    private static final double FRAME_RATE_HZ = 1; // slow, so that objects of one track differ
    private static final long HELD_OUT_SEED_OFFSET = 7_000_003;

    /** Called after each frame of a drive. */
    public interface Progress {
        /** Frames of all robots that are done, of how many. */
        void frame(int done, int of);
    }

    /** The recipe of the model that ships. */
    public static BootstrapData defaults() {
        return new BootstrapData(SEED, TRAIN_FRAMES, HELD_OUT_FRAMES);
    }

    /** The same drives, but only their first frames. */
    public BootstrapData first(int frames) {
        return new BootstrapData(seed, frames, frames);
    }

    /** Objects to train on, in the order in which the drive's frames are finished. */
    public List<LabelledObject> train(Taxonomy taxonomy, Progress progress) {
        return drive(seed, trainFrames, taxonomy, progress);
    }

    /** Objects to score on. */
    public List<LabelledObject> heldOut(Taxonomy taxonomy, Progress progress) {
        return drive(heldOutSeed(), heldOutFrames, taxonomy, progress);
    }

    /** The recipe, for a card. */
    public Map<String, Object> describe() {
        Map<String, Object> recipe = new LinkedHashMap<>();
        recipe.put("domain", Domains.SOURCE);
        recipe.put("robots", ROBOTS);
        recipe.put("frameRateHz", FRAME_RATE_HZ);
        recipe.put("trainSeed", seed);
        recipe.put("trainFrames", trainFrames);
        recipe.put("heldOutSeed", heldOutSeed());
        recipe.put("heldOutFrames", heldOutFrames);
        return recipe;
    }

    private long heldOutSeed() {
        return seed + HELD_OUT_SEED_OFFSET;
    }

    private static List<LabelledObject> drive(long seed, int frames, Taxonomy taxonomy, Progress progress) {
        List<LabelledObject> objects = new ArrayList<>();
        FleetConfig fleet = FleetConfig.of(seed, ROBOTS, FRAME_RATE_HZ, frames, Domains.SOURCE);
        try (ObjectHarvest harvest = ObjectHarvest.of(new SimulatedFleet(fleet), LabelCoverage.EVERYWHERE)) {
            int done = 0;
            for (HarvestedFrame frame = harvest.next(); frame != null; frame = harvest.next()) {
                frame.objects().forEach(o -> taxonomy.map("simulator", o.className())
                        .ifPresent(name -> objects.add(new LabelledObject(o.cluster(), taxonomy.indexOf(name)))));
                progress.frame(++done, ROBOTS * frames);
            }
        }
        return objects;
    }
}
