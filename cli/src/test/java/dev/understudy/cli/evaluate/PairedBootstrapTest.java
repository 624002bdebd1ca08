package dev.understudy.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.cli.evaluate.ScoredObject.Said;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {

    private static final List<String> CLASSES = List.of("car", "van", "bus");

    @Test
    void shouldFindNoDifferenceBetweenAModelAndItself() {
        List<ScoredObject> objects = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String said = i % 3 == 0 ? "van" : "car";
            objects.add(object("t" + i % 10, "car", said, said));
        }

        assertThat(new PairedBootstrap(CLASSES, objects).compare().differences().values())
                .allSatisfy(d -> assertThat(List.of(d.value(), d.low(), d.high())).containsOnly(0.0));
    }

    @Test
    void shouldBeClearAboutAModelThatIsRightOnEveryTrack() {
        List<ScoredObject> objects = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            objects.add(object("t" + i, "car", "car", i % 2 == 0 ? "car" : "van"));
        }
        Comparison comparison = new PairedBootstrap(CLASSES, objects).compare();

        assertThat(comparison.tracks()).isEqualTo(40);
        assertThat(comparison.differences().get("accuracy").value()).isEqualTo(0.5, within(1e-12));
        assertThat(comparison.differences().get("accuracy").low()).isBetween(0.3, 0.5);
        assertThat(comparison.differences().get("accuracy").high()).isBetween(0.5, 0.7);
        assertThat(comparison.differences().get("accuracy").isClear()).isTrue();
        assertThat(comparison.differences()).containsKey("f1.car").doesNotContainKeys("f1.van", "f1.bus");
    }

    @Test
    void shouldBeLessSureOfManyViewsOfFewObjects() {
        List<ScoredObject> few = new ArrayList<>();
        List<ScoredObject> many = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String second = i % 4 < 2 ? "car" : "van";
            few.add(object("t" + i % 4, "car", "car", second));
            many.add(object("t" + i, "car", "car", second));
        }

        assertThat(width(few)).isGreaterThan(3 * width(many));
    }

    private static double width(List<ScoredObject> objects) {
        Comparison.Difference d = new PairedBootstrap(CLASSES, objects).compare().differences().get("accuracy");
        return d.high() - d.low();
    }

    private static ScoredObject object(String track, String truth, String first, String second) {
        return new ScoredObject(0, track, 10, 50, truth, List.of(new Said(first, 0.9), new Said(second, 0.8)));
    }
}
