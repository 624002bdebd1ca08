package dev.understudy.replay.experiment;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.experiment.Arm;
import dev.understudy.learning.experiment.ArmOutcome;
import dev.understudy.learning.experiment.Case;
import dev.understudy.learning.experiment.CaseOutcome;
import dev.understudy.learning.experiment.CaseRun;
import dev.understudy.learning.experiment.ObjectList;
import dev.understudy.learning.experiment.SeedOutcome;
import dev.understudy.learning.experiment.StreamObject;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.sample.SampleEncoder;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.learning.train.SourceAnchors;
import dev.understudy.replay.simulator.Domains;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All cases of a plan for one seed. Objects are driven for once and shared by all arms and cases. */
public final class SeedExperiment {

    /** Is told what is going on. */
    public interface Progress {
        /** Called several times a second. */
        void at(String what, double share);
    }

    /** Share of the stream's objects that come first, from the source domain. */
    private static final double WARM_UP = 0.1;
    /** Pool over stream: the orders that thin classes out choose from more. */
    private static final double POOL = 1.5;
    private static final double STREAM_HZ = 1; // slow, so that objects of one track differ
    private static final double EXAMINATION_HZ = 0.5;
    private static final long SEEDS = 10; // drives per experiment seed

    private final ExperimentPlan plan;
    private final Checkpoint bootstrap;
    private final SourceAnchors anchors;
    private final long seed;
    private final ObjectPool pools;
    private final Progress progress;
    private final Map<String, List<StreamObject>> driven = new HashMap<>();
    private int casesDone;

    public SeedExperiment(ExperimentPlan plan, Checkpoint bootstrap, SourceAnchors anchors, long seed,
            Progress progress) {
        this.plan = plan;
        this.bootstrap = bootstrap;
        this.anchors = anchors;
        this.seed = seed;
        this.progress = progress;
        this.pools = new ObjectPool(Taxonomy.road(),
                new SampleEncoder(Architecture.parse(bootstrap.manifest().getArchitecture()).encoder()));
    }

    /** Runs every case with every arm. */
    public SeedOutcome run() {
        List<CaseOutcome> out = new ArrayList<>();
        List<Arm> arms = plan.chosenArms();
        for (Case of : plan.cases()) {
            out.add(run(of, arms));
            casesDone++;
        }
        return new SeedOutcome(seed, out);
    }

    private CaseOutcome run(Case of, List<Arm> arms) {
        Shift shift = Shift.named(of.shift());
        CaseRun run = new CaseRun(plan.config(), bootstrap, anchors, seed);
        int warmUp = (int) (WARM_UP * plan.objects());
        int shifted = plan.objects() - warmUp;
        List<List<StreamObject>> parts = new ArrayList<>();
        for (String domain : shift.parts()) {
            parts.add(drive("stream", domain, 1, STREAM_HZ, (int) (POOL * shifted / shift.parts().size())));
        }
        List<StreamObject> stream = run.stream(of, drive("warm-up", Domains.SOURCE, 2, STREAM_HZ, warmUp), parts,
                shifted);
        List<StreamObject> target = new ArrayList<>();
        for (String domain : shift.examined()) {
            target.addAll(drive("examination", domain, 3, EXAMINATION_HZ,
                    plan.examined() / shift.examined().size()));
        }
        List<StreamObject> source = drive("examination", Domains.SOURCE, 4, EXAMINATION_HZ, plan.examined());
        List<ArmOutcome> outcomes = run.run(of, arms, stream, target, source, (arm, done, n) -> {
            double ofCase = (position(arms, arm) + (double) done / n) / arms.size();
            progress.at(of.label() + " " + arm, (casesDone + ofCase) / plan.cases().size());
        });
        return new CaseOutcome(of, warmUp, ObjectList.of(stream), ObjectList.of(target), ObjectList.of(source),
                outcomes);
    }

    private static int position(List<Arm> arms, String name) {
        return arms.stream().map(Arm::name).toList().indexOf(name);
    }

    private List<StreamObject> drive(String what, String domain, int purpose, double hz, int objects) {
        String key = domain + "/" + purpose + "/" + objects;
        return driven.computeIfAbsent(key, k -> pools.drive(domain,
                SEEDS * (seed * Domains.names().size() + Domains.names().indexOf(domain)) + purpose, hz, objects,
                n -> progress.at("driving for " + what + " in " + domain,
                        (double) casesDone / plan.cases().size())));
    }
}
