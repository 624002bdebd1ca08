package dev.understudy.learning.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.proto.v1.CheckpointManifest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaxonomyTest {

    private final Taxonomy road = Taxonomy.shipped("road-v1");

    @Test
    void shouldListTheRoadClassesInOrder() {
        assertThat(road.classNames()).containsExactly("car", "van", "truck", "bus", "pedestrian", "cyclist",
                "motorcycle", "pole", "vegetation", "building");
        assertThat(road.indexOf("bus")).isEqualTo(3);
        assertThat(road.nameOf(-1)).isEqualTo("unknown");
    }

    @Test
    void shouldMapForeignNames() {
        assertThat(road.map("kitti", "Person_sitting")).contains("pedestrian");
        assertThat(road.map("pandaset", "Pickup Truck")).contains("car");
        assertThat(road.map("simulator", "van")).contains("van");
    }

    @Test
    void shouldIgnoreWhatIsNoClass() {
        assertThat(road.map("kitti", "DontCare")).isEmpty();
        assertThat(road.map("kitti", "Zeppelin")).isEmpty();
        assertThat(road.map("simulator", "background")).isEmpty();
    }

    @Test
    void shouldRefuseAMappingToNoClass() {
        assertThatThrownBy(() -> new Taxonomy("v", "unknown", List.of("car"), Map.of("d", Map.of("Bus", "bus"))))
                .hasMessageContaining("d maps Bus to bus");
    }

    private static CheckpointManifest.Builder manifest(String version, String... classes) {
        return CheckpointManifest.newBuilder().setTaxonomyVersion(version).addAllClassNames(List.of(classes));
    }

    @Test
    void shouldComeFromAManifestAsItWasWrittenThere() {
        Taxonomy own = new Taxonomy("yard-v2", "other", List.of("forklift", "person"),
                Map.of("kitti", Map.of("Pedestrian", "person", "Car", "ignore")));
        CheckpointManifest.Builder manifest = CheckpointManifest.newBuilder();
        own.describe(manifest);
        assertThat(Taxonomy.of(manifest.build())).isEqualTo(own);
        assertThat(Taxonomy.unknownOf(manifest.build())).isEqualTo("other");
    }

    @Test
    void shouldBeTheShippedOneOfAManifestWithoutMappings() {
        CheckpointManifest manifest =
                manifest("road-v1", road.classNames().toArray(String[]::new)).build();
        assertThat(Taxonomy.of(manifest)).isEqualTo(road);
    }

    @Test
    void shouldHaveTheClassesOfAManifestThatTheShippedOneDoesNotHave() {
        Taxonomy taxonomy = Taxonomy.of(manifest("road-v1", "car", "tram").build());
        assertThat(taxonomy.classNames()).containsExactly("car", "tram");
        assertThat(taxonomy.mappings()).isEmpty();
    }

    @Test
    void shouldNotLookForAVersionOutsideWhatShips() {
        assertThat(Taxonomy.of(manifest("../taxonomy/road-v1", "car").build()).mappings()).isEmpty();
        assertThatThrownBy(() -> Taxonomy.shipped("road-v9")).hasMessageContaining("no taxonomy 'road-v9' ships");
    }
}
