package dev.understudy.replay.experiment;

import dev.understudy.learning.experiment.StreamObject;
import dev.understudy.learning.sample.SampleEncoder;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.replay.harvest.HarvestedFrame;
import dev.understudy.replay.harvest.LabelledObject;
import dev.understudy.replay.harvest.ObjectHarvest;
import dev.understudy.replay.log.LabelCoverage;
import dev.understudy.replay.simulator.FleetConfig;
import dev.understudy.replay.simulator.SimulatedFleet;
import dev.understudy.replay.studio.Studio;
import dev.understudy.replay.studio.StudioDomains;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Labelled objects with a crop: from a studio, or from a simulated fleet that drives on until there are enough. */
public final class ObjectPool {

    /** How often objects are seen. */
    public enum Purpose {
        /** In many views: what a stream is like. */
        STREAM(1, 8),
        /** In few views: as many different objects as may be. */
        EXAMINATION(0.5, 1),
        /** In some views. */
        TRAINING(1, 2);

        private final double frameRateHz;
        private final int views;

        Purpose(double frameRateHz, int views) {
            this.frameRateHz = frameRateHz;
            this.views = views;
        }
    }

    private static final int ROBOTS = 4;
    private static final String DATA_SET = "simulator";

    private final Taxonomy taxonomy;
    private final SampleEncoder encoder;

    public ObjectPool(Taxonomy taxonomy, SampleEncoder encoder) {
        this.taxonomy = taxonomy;
        this.encoder = encoder;
    }

    /**
     * Objects of a domain in the order they are seen.
     *
     * @param progress is told how many objects there are
     */
    public List<StreamObject> see(String domain, long seed, Purpose purpose, int objects, IntConsumer progress) {
        return StudioDomains.names().contains(domain) ? visit(domain, seed, purpose.views, objects, progress)
                : drive(domain, seed, purpose.frameRateHz, objects, progress);
    }

    private List<StreamObject> visit(String domain, long seed, int views, int objects, IntConsumer progress) {
        List<StreamObject> out = new ArrayList<>(objects);
        try (Studio studio = new Studio(StudioDomains.named(domain), seed, views)) {
            while (out.size() < objects) {
                LabelledObject object = studio.next();
                out.add(object(domain, object, taxonomy.indexOf(object.className())));
                progress.accept(out.size());
            }
        }
        return out;
    }

    private List<StreamObject> drive(String domain, long seed, double frameRateHz, int objects, IntConsumer progress) {
        List<StreamObject> out = new ArrayList<>(objects);
        FleetConfig fleet = FleetConfig.of(seed, ROBOTS, frameRateHz, objects, domain);
        try (ObjectHarvest harvest = ObjectHarvest.of(new SimulatedFleet(fleet), LabelCoverage.EVERYWHERE)) {
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
