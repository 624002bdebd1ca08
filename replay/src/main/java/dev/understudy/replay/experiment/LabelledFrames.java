package dev.understudy.replay.experiment;

import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.replay.harvest.HarvestedFrame;
import dev.understudy.replay.harvest.ObjectHarvest;
import java.util.ArrayList;
import java.util.List;

/** Reads a harvest in a model's own class names. */
public final class LabelledFrames {

    private final ObjectHarvest harvest;
    private final Taxonomy taxonomy;
    private final String dataset;

    /**
     * Wraps a harvest; the caller closes it.
     *
     * @param dataset whose names the log speaks, as in {@link Taxonomy#map}
     */
    public LabelledFrames(ObjectHarvest harvest, Taxonomy taxonomy, String dataset) {
        this.harvest = harvest;
        this.taxonomy = taxonomy;
        this.dataset = dataset;
    }

    /** The next frame, or null at the end of the log. */
    public LabelledFrame next() {
        HarvestedFrame frame = harvest.next();
        if (frame == null) {
            return null;
        }
        List<String> classes = new ArrayList<>();
        for (String name : frame.classes()) {
            classes.add(name == null ? null : taxonomy.map(dataset, name).orElse(null));
        }
        return new LabelledFrame(frame.set(), classes, frame.truth() == null ? "" : frame.truth().domain());
    }
}
