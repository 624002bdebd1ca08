package dev.understudy.it.source;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.understudy.proto.PublishedMeter;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The meters of all modules, as their tables describe them, and the page that lists them. */
final class Meters {

    private static final String HEAD = """
            # Metrics

            This page lists the meters of Understudy by name. It is made of the constants in the code that name them; a
            test fails when it is stale. With `--metrics-port` a command serves them at `/metrics` in the format of
            Prometheus, where dots are underscores, a counter's name ends in `_total`, and a timer or summary has
            `_count`, `_sum` and `_max` (a timer `_seconds` before these). The gauges `perception.frames.*`,
            `perception.images.*` and `perception.objects.*` cover the robots that an instance has, from their first
            frame on and exact through crashes: sum them over instances. Meters of the Java process, of Kafka's
            clients and of Kafka Streams are not listed.

            | name | kind | unit | tags | what it counts or measures |
            | --- | --- | --- | --- | --- |
            """;

    private Meters() {
    }

    /** A meter: its name and what its table states of it. */
    record Described(String name, PublishedMeter meter) {

        static Described of(JavaField constant) {
            try {
                Field field = constant.reflect();
                field.setAccessible(true);
                return new Described((String) field.get(null), field.getAnnotation(PublishedMeter.class));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(constant.getFullName(), e);
            }
        }

        String row() {
            String tags = Arrays.stream(meter.tags()).map(tag -> "`" + tag + "`").collect(Collectors.joining(", "));
            return "| `" + name + "` | " + meter.kind().name().toLowerCase(Locale.ROOT) + " | " + meter.unit() + " | "
                    + tags + " | " + meter.meaning() + " |\n";
        }
    }

    static List<Described> all() {
        return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.understudy").stream().flatMap(type -> type.getFields().stream())
                .filter(field -> field.isAnnotatedWith(PublishedMeter.class)).map(Described::of)
                .sorted(Comparator.comparing(Described::name)).toList();
    }

    static String page() {
        return HEAD + all().stream().map(Described::row).collect(Collectors.joining());
    }
}
