package dev.understudy.learning.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaxonomyTest {

    private final Taxonomy road = Taxonomy.road();

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
}
