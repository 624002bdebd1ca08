package dev.understudy.cli.common;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/**
 * Settings in a YAML (or JSON) file with the names of a record's components; a file says only what differs from the
 * defaults. A name that nobody knows is an error.
 */
public final class ConfigFile {

    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).build();

    private ConfigFile() {
    }

    /**
     * The defaults with what the file says.
     *
     * @throws UserError naming the file and the setting
     */
    static <T> T over(T defaults, Class<T> type, Path file) {
        ObjectNode settings = MAPPER.valueToTree(defaults);
        try (var in = Files.newBufferedReader(file)) {
            JsonNode given = MAPPER.readTree(in);
            // An empty file changes nothing.
            if (given != null && !given.isMissingNode() && !given.isNull()) {
                merge(settings, given, "", file);
            }
            return MAPPER.treeToValue(settings, type);
        } catch (JsonMappingException e) {
            throw wrong(file, where(e) + (e.getCause() instanceof IllegalArgumentException refused
                    ? refused.getMessage() : e.getOriginalMessage()), e);
        } catch (JsonProcessingException e) {
            throw wrong(file, "line " + e.getLocation().getLineNr() + ": " + firstLine(e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new UserError(ExitCode.USAGE, file + ": cannot read: " + e.getMessage(), e);
        }
    }

    /** Every setting, as a file would say it. */
    public static String print(Object settings) {
        try {
            return MAPPER.writeValueAsString(settings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records always serialise", e);
        }
    }

    private static void merge(ObjectNode settings, JsonNode given, String path, Path file) {
        if (!given.isObject()) {
            throw wrong(file, (path.isEmpty() ? "it" : path) + " must be a list of names and values", null);
        }
        for (Map.Entry<String, JsonNode> entry : given.properties()) {
            String name = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            JsonNode before = settings.get(entry.getKey());
            if (before == null) {
                throw wrong(file, "unknown setting " + name + "; did you mean " + nearest(settings, entry.getKey())
                        + "?", null);
            }
            if (before instanceof ObjectNode section) {
                merge(section, entry.getValue(), name, file);
            } else {
                settings.set(entry.getKey(), entry.getValue());
            }
        }
    }

    private static String nearest(ObjectNode settings, String name) {
        JaroWinklerSimilarity similarity = new JaroWinklerSimilarity();
        return StreamSupport.stream(((Iterable<String>) settings::fieldNames).spliterator(), false)
                .max(Comparator.comparingDouble(known -> similarity.apply(known, name))).orElseThrow();
    }

    private static String where(JsonMappingException e) {
        String path = e.getPath().stream().map(JsonMappingException.Reference::getFieldName)
                .map(name -> name == null ? "" : name).filter(name -> !name.isEmpty()).collect(Collectors.joining("."));
        return path.isEmpty() ? "" : path + ": ";
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    private static UserError wrong(Path file, String what, Throwable cause) {
        return new UserError(ExitCode.USAGE, file + ": " + what, cause);
    }
}
