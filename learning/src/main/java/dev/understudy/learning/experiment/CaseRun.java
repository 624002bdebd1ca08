package dev.understudy.learning.experiment;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.sample.SampleEncoder;
import dev.understudy.learning.train.SourceAnchors;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Lets arms live through one stream and be examined on the same held-out objects. */
public final class CaseRun {

    /** Is told how far an arm has come. */
    public interface Progress {
        /** Called several times a second. */
        void at(String arm, int done, int of);
    }

    private static final long TRACKS_OF_A_DRIVE = 10_000_000;

    private final ExperimentConfig config;
    private final Checkpoint bootstrap;
    private final SourceAnchors anchors;
    private final long seed;

    public CaseRun(ExperimentConfig config, Checkpoint bootstrap, SourceAnchors anchors, long seed) {
        this.config = config;
        this.bootstrap = bootstrap;
        this.anchors = anchors;
        this.seed = seed;
    }

    /**
     * The stream of a case: a warm-up as driven, then every part in the case's order, then the fault. The warm-up is
     * there so that every arm's averages are settled when the shift comes. Every part is a drive of its own, whose
     * tracks are none of another's.
     *
     * @param parts pools in the order they are driven through
     * @param objects of all parts together, before a fault adds any
     */
    public List<StreamObject> stream(Case of, List<StreamObject> warmUp, List<List<StreamObject>> parts,
            int objects) {
        List<StreamObject> out = new ArrayList<>(warmUp);
        for (int part = 0; part < parts.size(); part++) {
            long others = (part + 1) * TRACKS_OF_A_DRIVE;
            of.order().arrange(parts.get(part), objects / parts.size(), seed)
                    .forEach(object -> out.add(object.withTrackAfter(others)));
        }
        SampleEncoder encoder =
                new SampleEncoder(Architecture.parse(bootstrap.manifest().getArchitecture()).encoder());
        return of.fault().apply(out, encoder, new SplittableRandom(seed));
    }

    /** Runs every arm, one after the other. */
    public List<ArmOutcome> run(Case of, List<Arm> arms, List<StreamObject> stream, List<StreamObject> target,
            List<StreamObject> source, Progress progress) {
        List<ArmOutcome> out = new ArrayList<>();
        for (Arm arm : arms) {
            try (ArmRun run = new ArmRun(config, arm, of.fault(), bootstrap, anchors, seed)) {
                out.add(run.run(stream, target, source, done -> progress.at(arm.name(), done, stream.size())));
            }
        }
        return out;
    }
}
