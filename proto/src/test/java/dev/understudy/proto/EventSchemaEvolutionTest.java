package dev.understudy.proto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.event.ClassifiedObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;

/**
 * FULL_TRANSITIVE: the current schema and every released one can read each other. A change of the schema adds a file
 * {@code avro-released/ClassifiedObject-N.avsc}; the files that are there are never touched.
 */
class EventSchemaEvolutionTest {

    @Test
    void shouldReadAndBeReadByEveryReleasedVersion() throws IOException {
        List<Schema> released = released();

        assertThat(released).isNotEmpty();
        for (Schema version : released) {
            assertCompatible(ClassifiedObject.getClassSchema(), version);
            assertCompatible(version, ClassifiedObject.getClassSchema());
        }
    }

    @Test
    void shouldHaveReleasedTheCurrentSchema() throws IOException {
        List<Schema> released = released();

        assertThat(withoutJavaTypes(ClassifiedObject.getClassSchema()))
                .as("the newest file in avro-released").isEqualTo(withoutJavaTypes(released.get(released.size() - 1)));
    }

    @Test
    void shouldNoticeAFieldAddedWithoutADefault() throws IOException {
        Schema first = released().get(0);
        List<Schema.Field> fields = new ArrayList<>(first.getFields().stream()
                .map(f -> new Schema.Field(f, f.schema())).toList());
        fields.add(new Schema.Field("new_field", SchemaBuilder.builder().intType()));
        Schema broken = Schema.createRecord(first.getName(), null, first.getNamespace(), false, fields);

        assertThat(SchemaCompatibility.checkReaderWriterCompatibility(broken, first).getType())
                .isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
    }

    private static void assertCompatible(Schema reader, Schema writer) {
        var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        assertThat(result.getType()).as(result.getDescription()).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    private static List<Schema> released() throws IOException {
        List<Schema> schemas = new ArrayList<>();
        for (int version = 1; ; version++) {
            try (InputStream in = EventSchemaEvolutionTest.class
                    .getResourceAsStream("/avro-released/ClassifiedObject-" + version + ".avsc")) {
                if (in == null) {
                    return schemas;
                }
                schemas.add(new Schema.Parser().parse(in));
            }
        }
    }

    /** Code generation notes on every string that it is a java.lang.String. */
    private static Schema withoutJavaTypes(Schema schema) {
        return new Schema.Parser().parse(schema.toString().replaceAll(",?\"avro.java.string\":\"String\"", ""));
    }
}
