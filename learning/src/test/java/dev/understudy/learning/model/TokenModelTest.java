package dev.understudy.learning.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.understudy.learning.SyntheticObjects;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.label.Fusion;
import dev.understudy.learning.maths.Promised;
import dev.understudy.learning.pretrain.PretrainConfig;
import dev.understudy.learning.pretrain.PretrainResult;
import dev.understudy.learning.pretrain.Pretrainer;
import dev.understudy.learning.sample.LabelledObject;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.proto.v1.Cluster;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("numbers")
class TokenModelTest {

    private static final Architecture SMALL = new Architecture(Architecture.TOKENS, 64, 32, List.of(), 0, 0, List.of(),
            0, 16, 16f, new Architecture.Tokens(8, 8, 32, 2, 2, 8));

    @Test
    void shouldLearnMadeUpObjectsAndTravelInACheckpoint() {
        PretrainConfig config = new PretrainConfig(7, 120, 40, 3e-3f, 0.01f, 0.5f, 1, 5, Fusion.MEAN, 1f, 50, 30);
        PretrainResult result = new Pretrainer(config, Taxonomy.shipped("road-v1"), SMALL).train(
                SyntheticObjects.perClass(20, 0.2, 1), SyntheticObjects.perClass(10, 0.2, 2), (step, of, loss) -> { });
        System.out.println("seed 7: " + result.scores());
        assertThat(Architecture.parse(result.checkpoint().manifest().getArchitecture())).isEqualTo(SMALL);
        assertThat(result.scores().get("point.accuracy")).isGreaterThan(0.5);
        assertThat(result.scores().get("image.accuracy")).isGreaterThan(0.5);
        requireSameBitsAndNoLeak(result.checkpoint());
    }

    private static void requireSameBitsAndNoLeak(Checkpoint checkpoint) {
        List<Cluster> clusters = SyntheticObjects.perClass(2, 0.5, 21).stream().map(LabelledObject::cluster).toList();
        try (Classifier classifier = Classifier.open(checkpoint)) {
            int held = classifier.nativeArrays();
            ClassScores together = classifier.classify(clusters);
            for (int i = 0; i < clusters.size(); i++) {
                ClassScores alone = classifier.classify(clusters.subList(i, i + 1));
                Promised.same(alone.point()[0], together.point()[i], "object " + i);
                Promised.same(alone.image()[0], together.image()[i], "object " + i);
            }
            assertThat(classifier.nativeArrays()).isEqualTo(held);
        }
    }

    @Test
    void shouldHideABlockOfNeighbours() {
        try (NDManager manager = NDManager.newBaseManager()) {
            float[] line = new float[8 * 6];
            for (int t = 0; t < 8; t++) {
                line[6 * t] = t * t; // ever farther apart: the neighbours of one are never a choice of the others
            }
            TokenMask mask = TokenMask.block(manager.create(line, new Shape(1, 8, 6)), 0.35, new SplittableRandom(1));
            int[] sorted = Arrays.stream(mask.masked()).sorted().toArray();
            assertThat(sorted).hasSize(3);
            assertThat(sorted[2] - sorted[0]).isEqualTo(2);
            assertThat(mask.select(manager.create(line, new Shape(1, 8, 6))).toFloatArray()[0])
                    .isEqualTo((float) mask.masked()[0] * mask.masked()[0]);
        }
    }

    @Test
    void shouldHideDifferentTokensOfARow() {
        TokenMask mask = TokenMask.random(5, 16, 0.3, new SplittableRandom(2));
        assertThat(mask.perRow()).isEqualTo(5);
        for (int r = 0; r < 5; r++) {
            assertThat(Arrays.stream(mask.masked(), 5 * r, 5 * r + 5).distinct().count()).isEqualTo(5);
        }
    }

    @Test
    void shouldKeepTheArchitectureOfTheOtherFamilyAsItWas() {
        assertThat(Architecture.defaults().toJson()).doesNotContain("tokens\":").doesNotContain("hasTokens");
        assertThat(Architecture.parse(Architecture.tokenDefaults().toJson())).isEqualTo(Architecture.tokenDefaults());
    }
}
