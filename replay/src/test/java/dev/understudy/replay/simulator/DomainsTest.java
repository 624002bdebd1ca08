package dev.understudy.replay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.replay.harvest.HarvestedFrame;
import dev.understudy.replay.harvest.LabelledObject;
import dev.understudy.replay.harvest.ObjectHarvest;
import dev.understudy.replay.log.LabelCoverage;
import dev.understudy.replay.simulator.shapes.ObjectClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DomainsTest {

    /** Far below what a network reaches on the same objects (above 0.9), so the shapes have to be learnt. */
    private static final double PROTOTYPE_LIMIT = 0.7;
    /** Every class must matter in a macro average. */
    private static final double RAREST_SHARE = 0.02;

    static List<String> names() {
        return Domains.names();
    }

    @Test
    void shouldNotBeSolvedByNearestPrototype() {
        PrototypeClassifier prototypes = new PrototypeClassifier(harvest(Domains.SOURCE, 301, 2, 30));
        double accuracy = prototypes.accuracy(harvest(Domains.SOURCE, 302, 2, 30));
        System.out.printf(Locale.ROOT, "nearest prototype on held-out source (seeds 301, 302): %.3f%n", accuracy);
        assertThat(accuracy).isBetween(0.2, PROTOTYPE_LIMIT);
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldShowEveryClassInEveryDomain(String domain) {
        List<LabelledObject> objects = harvest(domain, 303, 4, 14);
        Map<String, Long> counts = objects.stream()
                .collect(Collectors.groupingBy(LabelledObject::className, Collectors.counting()));
        System.out.println(domain + " (seed 303): " + counts);
        for (ObjectClass c : ObjectClass.values()) {
            assertThat(counts.getOrDefault(c.label(), 0L)).as("%s in %s", c.label(), domain)
                    .isGreaterThan((long) (RAREST_SHARE * objects.size()));
        }
    }

    @Test
    void shouldNameTheDomainsThereAreWhenAskedForAnother() {
        assertThatThrownBy(() -> Domains.named("moon")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("moon").hasMessageContaining(Domains.SOURCE);
    }

    @Test
    void shouldNameClassesAsTheTaxonomyDoes() {
        Function<ObjectClass, String> label = ObjectClass::label;
        assertThat(List.of(ObjectClass.values()).stream().map(label).toList())
                .isEqualTo(Taxonomy.shipped("road-v1").classNames());
    }

    private static List<LabelledObject> harvest(String domain, long seed, int robots, int frames) {
        List<LabelledObject> out = new ArrayList<>();
        FleetConfig config = FleetConfig.of(seed, robots, 1, frames, domain);
        try (ObjectHarvest harvest = ObjectHarvest.of(new SimulatedFleet(config), LabelCoverage.EVERYWHERE)) {
            for (HarvestedFrame f = harvest.next(); f != null; f = harvest.next()) {
                out.addAll(f.objects());
            }
        }
        return out;
    }
}
