package dev.understudy.replay.experiment;

import dev.understudy.learning.experiment.StreamObject;
import dev.understudy.learning.sample.SampleEncoder;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.replay.harvest.HarvestedFrame;
import dev.understudy.replay.harvest.LabelledObject;
import dev.understudy.replay.harvest.ObjectHarvest;
import dev.understudy.replay.metrics.TruthMatcher;
import dev.understudy.replay.simulator.FleetConfig;
import dev.understudy.replay.simulator.SimulatedFleet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Labelled objects with a crop from a simulated fleet that drives on until there are enough. */
public final class ObjectPool {

    private static final int ROBOTS = 4;
    private static final String DATA_SET = "simulator";

    private final Taxonomy taxonomy;
    private final SampleEncoder encoder;

    public ObjectPool(Taxonomy taxonomy, SampleEncoder encoder) {
        this.taxonomy = taxonomy;
        this.encoder = encoder;
    }

    /**
     * Drives.
     *
     * @param frameRateHz low rates give more physical objects, high ones more views of each
     * @param progress is told how many objects there are
     */
    public List<StreamObject> drive(String domain, long seed, double frameRateHz, int objects, IntConsumer progress) {
        List<StreamObject> out = new ArrayList<>(objects);
        FleetConfig fleet = FleetConfig.of(seed, ROBOTS, frameRateHz, objects, domain);
        try (ObjectHarvest harvest = ObjectHarvest.of(new SimulatedFleet(fleet), TruthMatcher.Coverage.EVERYWHERE)) {
            for (HarvestedFrame frame = harvest.next(); frame != null && out.size() < objects; frame = harvest.next()) {
                for (LabelledObject object : frame.objects()) {
                    if (object.cluster().hasCrop() && out.size() < objects) {
                        taxonomy.map(DATA_SET, object.className())
                                .ifPresent(name -> out.add(object(domain, object, taxonomy.indexOf(name))));
                    }
                }
                progress.accept(out.size());
            }
        }
        return out;
    }

    private StreamObject object(String domain, LabelledObject o, int truth) {
        return new StreamObject(o.cluster(), encoder.encode(o.cluster()), truth, o.robot(),
                domain + "/" + o.robot() + "/" + o.truthTrack());
    }
}
