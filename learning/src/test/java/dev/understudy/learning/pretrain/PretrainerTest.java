package dev.understudy.learning.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.SyntheticObjects;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.taxonomy.Taxonomy;
import org.junit.jupiter.api.Test;

class PretrainerTest {

    @Test
    void shouldLearnSyntheticObjects() {
        long start = System.nanoTime();
        PretrainResult result = new Pretrainer(PretrainConfig.defaults().with(7, 60), Taxonomy.road(),
                Architecture.defaults()).train(SyntheticObjects.perClass(20, 0, 1),
                SyntheticObjects.perClass(10, 0, 2), (step, of, loss) -> {
                    if (step % 10 == 0) {
                        System.out.println(step + " " + loss + " " + (System.nanoTime() - start) / 1e6 / step);
                    }
                });
        System.out.println(result.scores());
        assertThat(result.scores().get("joint-mean.accuracy")).isGreaterThan(0.5);
    }
}
