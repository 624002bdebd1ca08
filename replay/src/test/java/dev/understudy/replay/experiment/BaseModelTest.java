package dev.understudy.replay.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.experiment.StreamObject;
import dev.understudy.learning.label.Fusion;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.pretrain.PretrainConfig;
import dev.understudy.learning.sample.SampleEncoder;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.replay.experiment.ObjectPool.Purpose;
import dev.understudy.replay.studio.StudioDomains;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A base of two steps (seed 4): that it is kept and made anew, not what it is worth. */
@Tag("training")
class BaseModelTest {

    private static final PretrainConfig CONFIG =
            new PretrainConfig(4, 2, 16, 3e-3f, 0.05f, 0.5f, 0, 30, Fusion.MEAN, 1, 40, 40);

    private final ObjectPool pool =
            new ObjectPool(Taxonomy.shipped("road-v1"), new SampleEncoder(Architecture.defaults().encoder()));
    private int drives;
    private int steps;

    @TempDir
    private Path folder;

    private List<StreamObject> few(int drive, int count) {
        drives++;
        return pool.see(StudioDomains.STUDIO, drive, Purpose.TRAINING, 120, n -> { });
    }

    private BaseModel base(PretrainConfig config) {
        return BaseModel.of(config, Taxonomy.shipped("road-v1"), StudioDomains.STUDIO, folder, this::few,
                (step, of) -> steps++);
    }

    @Test
    void shouldTrainOnceForAllRunsInAFolder() {
        BaseModel first = base(CONFIG);
        BaseModel second = base(CONFIG);
        assertThat(drives).isEqualTo(2);
        assertThat(steps).isEqualTo(2);
        assertThat(second.checkpoint().manifest()).isEqualTo(first.checkpoint().manifest());
        assertThat(second.anchors().train()).hasSize(first.anchors().train().size()).isNotEmpty();
    }

    @Test
    void shouldTrainAnewForAnotherConfig() {
        base(CONFIG);
        base(CONFIG.with(CONFIG.seed(), 3));
        assertThat(steps).isEqualTo(5);
    }
}
