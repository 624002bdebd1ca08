package dev.understudy.replay.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.gate.GateConfig;
import dev.understudy.learning.label.Fusion;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.pretrain.PretrainConfig;
import dev.understudy.learning.pretrain.PretrainResult;
import dev.understudy.learning.pretrain.Pretrainer;
import dev.understudy.learning.sample.LabelledObject;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.learning.train.SourceAnchors;
import dev.understudy.learning.train.TrainerConfig;
import dev.understudy.replay.harvest.ObjectHarvest;
import dev.understudy.replay.metrics.TruthMatcher;
import dev.understudy.replay.simulator.DomainPhase;
import dev.understudy.replay.simulator.Domains;
import dev.understudy.replay.simulator.FleetConfig;
import dev.understudy.replay.simulator.SimulatedFleet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The mechanics of a run on a few simulated frames and a very small model; gains are measured elsewhere. */
class PrequentialRunTest {

    private static final Taxonomy TAXONOMY = Taxonomy.road();
    private static final Architecture SMALL = new Architecture(Architecture.LITE, 32, 32, List.of(16, 32), 8, 32,
            List.of(8, 8, 16), 32, 16, 16f);

    /** Starts after a handful of samples, so that a few frames are enough. */
    private static final TrainerConfig EAGER = new TrainerConfig(8, 4, 8, 64, 2, 16, 2, 5e-4f, 0.01f, 1, 5, 10, 1, 0.1f,
            0.5f, 10, 64, false, true, 1);

    private static PretrainResult bootstrap;
    private static List<LabelledFrame> stream;

    @BeforeAll
    static void prepare() {
        List<LabelledObject> objects = new ArrayList<>();
        for (LabelledFrame frame : frames(new FleetConfig(5, 2, 1, 20, List.of(new DomainPhase(Domains.SOURCE, 1))))) {
            for (int i = 0; i < frame.classes().size(); i++) {
                if (frame.classes().get(i) != null) {
                    objects.add(new LabelledObject(frame.set().getClusters(i),
                            TAXONOMY.indexOf(frame.classes().get(i))));
                }
            }
        }
        PretrainConfig config = new PretrainConfig(3, 400, 40, 4e-3f, 0.01f, 0.5f, 1, 5, Fusion.MEAN, 1f, 100, 60);
        bootstrap = new Pretrainer(config, TAXONOMY, SMALL).train(objects, objects, (step, of, loss) -> { });
        // Other streets of the same domain: this small model is sure of nothing in another one.
        stream = frames(new FleetConfig(6, 2, 2, 30, List.of(new DomainPhase(Domains.SOURCE, 1))));
    }

    private static List<LabelledFrame> frames(FleetConfig fleet) {
        List<LabelledFrame> out = new ArrayList<>();
        try (ObjectHarvest harvest = ObjectHarvest.of(new SimulatedFleet(fleet), TruthMatcher.Coverage.EVERYWHERE)) {
            LabelledFrames frames = new LabelledFrames(harvest, TAXONOMY, "simulator");
            for (LabelledFrame frame = frames.next(); frame != null; frame = frames.next()) {
                out.add(frame);
            }
        }
        return out;
    }

    private static PrequentialResult run(boolean training) {
        PrequentialConfig config = new PrequentialConfig(EAGER,
                GateConfig.defaults().withMinima(1, 1, 1), 4, training);
        try (PrequentialRun run = new PrequentialRun(config, bootstrap.checkpoint(), SourceAnchors.of(
                bootstrap.anchors(), bootstrap.canary(), SMALL.encoder()), TAXONOMY, 1)) {
            stream.forEach(run::accept);
            return run.result();
        }
    }

    @Test
    void shouldServeTheFrozenModelWithoutTraining() {
        PrequentialResult result = run(false);
        assertThat(result.curve(PrequentialResult.FROZEN).size()).isPositive();
        assertThat(result.curve(PrequentialResult.ADAPTED).overall().accuracy())
                .isEqualTo(result.curve(PrequentialResult.FROZEN).overall().accuracy());
        assertThat(result.gateLog()).isEmpty();
    }

    @Test
    void shouldOfferCandidatesToTheGateAndRepeatItself() {
        PrequentialResult first = run(true);
        PrequentialResult second = run(true);
        assertThat(first.gateLog()).as(first.summary()).isNotEmpty().isEqualTo(second.gateLog());
        assertThat(first.summary()).isEqualTo(second.summary());
    }
}
