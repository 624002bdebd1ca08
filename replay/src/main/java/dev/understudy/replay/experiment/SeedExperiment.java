package dev.understudy.replay.experiment;

import dev.understudy.learning.experiment.Arm;
import dev.understudy.learning.experiment.ArmOutcome;
import dev.understudy.learning.experiment.Case;
import dev.understudy.learning.experiment.CaseOutcome;
import dev.understudy.learning.experiment.CaseRun;
import dev.understudy.learning.experiment.ObjectList;
import dev.understudy.learning.experiment.SeedOutcome;
import dev.understudy.learning.experiment.StreamObject;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.model.MathsReport;
import dev.understudy.learning.sample.SampleEncoder;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.replay.experiment.ObjectPool.Purpose;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All cases of a plan for one seed. Objects are seen once and shared by all arms and cases. */
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
    private static final long SEEDS = 10; // drives per experiment seed and domain
    private static final long SPREAD = 1_000_003; // a prime, so that seeds and names make different drives

    private final ExperimentPlan plan;
    private final Path folder;
    private final long seed;
    /** Of every base, as of the model that ships. */
    private final Taxonomy taxonomy;
    private final ObjectPool pools;
    private final Progress progress;
    private final Map<String, List<StreamObject>> seen = new HashMap<>();
    private final Map<String, BaseModel> bases = new HashMap<>();
    private int casesDone;

    /** @param folder of the run, where the base models are kept */
    public SeedExperiment(ExperimentPlan plan, long seed, Path folder, Progress progress) {
        this.plan = plan;
        this.folder = folder;
        this.seed = seed;
        this.progress = progress;
        this.taxonomy = Taxonomy.of(BaseModel.shipped().checkpoint().manifest());
        this.pools = new ObjectPool(taxonomy, new SampleEncoder(Architecture.defaults().encoder()));
    }

    /** Runs every case with every arm. */
    public SeedOutcome run() {
        List<CaseOutcome> out = new ArrayList<>();
        List<Arm> arms = plan.chosenArms();
        for (Case of : plan.cases()) {
            out.add(run(of, arms));
            casesDone++;
        }
        return new SeedOutcome(seed, out, MathsReport.now());
    }

    private CaseOutcome run(Case of, List<Arm> arms) {
        Shift shift = Shift.named(of.shift());
        BaseModel base = bases.computeIfAbsent(shift.source(), this::base);
        CaseRun run = new CaseRun(plan.config(), base.checkpoint(), base.anchors(), seed);
        int warmUp = (int) (WARM_UP * plan.objects());
        int shifted = plan.objects() - warmUp;
        List<List<StreamObject>> parts = new ArrayList<>();
        for (String domain : shift.parts()) {
            parts.add(see("stream", domain, 1, Purpose.STREAM, (int) (POOL * shifted / shift.parts().size())));
        }
        List<StreamObject> stream = run.stream(of, see("warm-up", shift.source(), 2, Purpose.STREAM, warmUp), parts,
                shifted);
        List<StreamObject> target = new ArrayList<>();
        for (String domain : shift.examined()) {
            target.addAll(see("examination", domain, 3, Purpose.EXAMINATION,
                    plan.examined() / shift.examined().size()));
        }
        List<StreamObject> source = see("examination", shift.source(), 4, Purpose.EXAMINATION,
                plan.examined());
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

    private BaseModel base(String source) {
        if (plan.base() == ExperimentPlan.Base.BOOTSTRAP) {
            return BaseModel.shipped();
        }
        return BaseModel.of(plan.config().base().withSeed(seed), taxonomy, source, folder,
                (purpose, objects) -> see("base", source, purpose, Purpose.TRAINING, objects),
                (step, steps) -> progress.at("training the base in " + source, share()));
    }

    private List<StreamObject> see(String what, String domain, int number, Purpose purpose, int objects) {
        String key = domain + "/" + number + "/" + objects;
        return seen.computeIfAbsent(key, k -> pools.see(domain, SEEDS * (seed * SPREAD + domain.hashCode()) + number,
                purpose, objects, n -> progress.at("objects for " + what + " in " + domain, share())));
    }

    private double share() {
        return (double) casesDone / plan.cases().size();
    }
}
