package dev.understudy.streams.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class InMemoryRegistryTest {

    private static final Schema FIRST = SchemaBuilder.record("R").fields().requiredInt("a").endRecord();
    private static final Schema WITH_DEFAULT =
            SchemaBuilder.record("R").fields().requiredInt("a").optionalString("b").endRecord();
    private static final Schema WITHOUT_DEFAULT =
            SchemaBuilder.record("R").fields().requiredInt("a").requiredString("b").endRecord();

    private final SchemaRegistry registry = new InMemoryRegistry();

    @Test
    void shouldGiveOneIdPerSchemaAcrossSubjects() {
        int id = registry.register("s", FIRST);

        assertThat(registry.register("s", FIRST)).isEqualTo(id);
        assertThat(registry.register("t", FIRST)).isEqualTo(id);
        assertThat(registry.register("t", WITH_DEFAULT)).isNotEqualTo(id);
        assertThat(registry.byId(id)).isEqualTo(FIRST);
    }

    @Test
    void shouldHoldVersionsToTheLevelOfTheirSubject() {
        registry.register("s", FIRST);
        registry.setCompatibility("s", SchemaRegistry.FULL_TRANSITIVE);

        assertThat(registry.isCompatible("s", WITH_DEFAULT)).isTrue();
        assertThat(registry.isCompatible("s", WITHOUT_DEFAULT)).isFalse();
        assertThatThrownBy(() -> registry.register("s", WITHOUT_DEFAULT)).isInstanceOf(RegistryException.class)
                .hasMessageContaining("FULL_TRANSITIVE");
    }

    @Test
    void shouldShareARegistryByNameOnly() {
        int id = SchemaRegistry.open("mock://one").register("s", FIRST);

        assertThat(SchemaRegistry.open("mock://one").lookup("s", FIRST)).isEqualTo(id);
        assertThatThrownBy(() -> SchemaRegistry.open("mock://two").lookup("s", FIRST))
                .isInstanceOf(RegistryException.class);
    }
}
