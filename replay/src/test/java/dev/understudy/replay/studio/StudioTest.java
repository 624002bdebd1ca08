package dev.understudy.replay.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.perception.objects.ClusterPoints;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.replay.harvest.LabelledObject;
import dev.understudy.replay.simulator.shapes.ObjectClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Single objects of seed 17. */
class StudioTest {

    private static final long SEED = 17;

    private static List<LabelledObject> see(String domain, int views, int count) {
        try (Studio studio = new Studio(StudioDomains.named(domain), SEED, views)) {
            List<LabelledObject> out = new ArrayList<>();
            while (out.size() < count) {
                out.add(studio.next());
            }
            return out;
        }
    }

    /** Share of the points that lie behind the middle of the box, seen along x. */
    private static double behind(List<LabelledObject> objects) {
        double all = 0;
        double behind = 0;
        for (LabelledObject object : objects) {
            Cluster cluster = object.cluster();
            float[] points = ClusterPoints.decode(cluster);
            for (int i = 0; i < points.length; i += 4) {
                all++;
                behind += points[i] > cluster.getBox().getX() ? 1 : 0;
            }
        }
        return behind / all;
    }

    @Test
    void shouldShowTheSameObjectsForTheSameSeed() {
        assertThat(see(StudioDomains.FIELD, 2, 40)).isEqualTo(see(StudioDomains.FIELD, 2, 40));
    }

    @Test
    void shouldShowEveryClassWithPointsAndCrop() {
        List<LabelledObject> objects = see(StudioDomains.FIELD, 1, 200);
        assertThat(objects.stream().map(LabelledObject::className).collect(Collectors.toSet()))
                .hasSize(ObjectClass.values().length);
        assertThat(objects).allMatch(o -> o.cluster().hasCrop() && o.cluster().getPointCount() > 0);
    }

    @Test
    void shouldShowAnObjectInAsManyViewsAsAsked() {
        List<LabelledObject> objects = see(StudioDomains.FIELD, 3, 12 * 3);
        assertThat(objects.stream().collect(Collectors.groupingBy(LabelledObject::truthTrack, Collectors.counting()))
                .values()).hasSize(12).containsOnly(3L);
    }

    @Test
    void shouldShowAllSidesInTheStudioAndTheNearOneInTheField() {
        double studio = behind(see(StudioDomains.STUDIO, 1, 100));
        double field = behind(see(StudioDomains.FIELD, 1, 100));
        System.out.printf(Locale.ROOT,
                "points behind the middle, seed %d: studio %.2f, field %.2f%n", SEED, studio, field);
        assertThat(studio).isBetween(0.4, 0.6);
        assertThat(field).isLessThan(studio - 0.05);
    }

    @Test
    void shouldNameTheStudiosThereAre() {
        assertThatThrownBy(() -> StudioDomains.named("moon")).hasMessageContaining("moon")
                .hasMessageContaining(StudioDomains.STUDIO);
    }
}
