package dev.understudy.cli.settings;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The values of a tree of settings by their dotted names, each with its origin. A later layer overrides an earlier one,
 * name by name; a layer may hold any part of the tree. An unknown name is an error that states the nearest one.
 *
 * <p>Durations are ISO 8601, e.g. {@code PT0.15S}.
 */
public final class SettingsTree {

    /** Origin of what no layer has changed. */
    static final String DEFAULT = "default";

    // Components alone are settings: what a record derives from them is none.
    static final YAMLMapper MAPPER = YAMLMapper.builder().addModule(new JavaTimeModule())
            .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT).build();

    private final ObjectNode values;
    private final SettingNames names;
    private final Map<String, String> origins = new LinkedHashMap<>();

    private SettingsTree(ObjectNode values) {
        this.values = values;
        this.names = SettingNames.of(values);
        names.settings().forEach(name -> origins.put(name, DEFAULT));
    }

    /** @param defaults a record of records; an empty map in it takes any name */
    public static SettingsTree of(Object defaults) {
        return new SettingsTree(MAPPER.valueToTree(defaults));
    }

    /** Dotted names of all settings, in order. */
    SettingNames names() {
        return names;
    }

    /** Overrides by what differs in another tree of the same shape. */
    public void differing(Object others, String origin) {
        ObjectNode tree = MAPPER.valueToTree(others);
        for (String name : names.settings()) {
            JsonNode other = tree.at(SettingNames.pointer(name));
            if (!other.equals(values.at(SettingNames.pointer(name)))) {
                set(name, other, origin);
            }
        }
    }

    /**
     * Overrides by a YAML or JSON file; an empty one changes nothing.
     *
     * @throws UserError naming the file and the setting
     */
    void file(Path file) {
        String origin = "file " + file;
        try (var in = Files.newBufferedReader(file)) {
            JsonNode given = MAPPER.readTree(in);
            if (given != null && !given.isMissingNode() && !given.isNull()) {
                merge(given, "", origin);
            }
        } catch (JsonProcessingException e) {
            throw wrong(origin, "line " + e.getLocation().getLineNr() + ": "
                    + e.getOriginalMessage().lines().findFirst().orElse(""), e);
        } catch (IOException e) {
            throw wrong(origin, "cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Overrides one setting by text: a list may be separated by commas.
     *
     * @param name dotted
     */
    void text(String name, String value, String origin) {
        requireSetting(name, origin);
        JsonNode before = values.at(SettingNames.pointer(name));
        set(name, before.isTextual() || before.isMissingNode() ? TextNode.valueOf(value) : parsed(value, before),
                origin);
    }

    /**
     * Overrides one setting by a flag.
     *
     * @param name dotted
     * @param value as text is read; {@code null} where the flag was not given
     */
    public void flag(String flag, String name, Object value) {
        if (value != null) {
            text(name, value.toString(), "flag " + flag);
        }
    }

    /** The tree as a record; {@code type} has the shape of the defaults. */
    public <T> T as(Class<T> type) {
        try {
            return MAPPER.treeToValue(values, type);
        } catch (JsonMappingException e) {
            String name = e.getPath().stream().map(JsonMappingException.Reference::getFieldName)
                    .filter(part -> part != null && !part.isEmpty()).collect(Collectors.joining("."));
            throw wrong(origin(name), (name.isEmpty() ? "" : name + ": ")
                    + (e.getCause() instanceof IllegalArgumentException refused ? refused.getMessage()
                            : e.getOriginalMessage()), e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree has no syntax", e);
        }
    }

    ObjectNode values() {
        return values;
    }

    /** Origin of a setting; of a section, the last layer that changed it. */
    public String origin(String name) {
        String own = origins.get(name);
        if (own != null) {
            return own;
        }
        String last = DEFAULT;
        for (Map.Entry<String, String> entry : origins.entrySet()) {
            if (!entry.getValue().equals(DEFAULT) && (name.isEmpty() || entry.getKey().startsWith(name + "."))) {
                last = entry.getValue();
            }
        }
        return last;
    }

    /** Dotted names of the settings that a layer has overridden. */
    public Set<String> changed() {
        return origins.entrySet().stream().filter(entry -> !entry.getValue().equals(DEFAULT)).map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Origins of a section's settings other than the defaults, each once. */
    public Set<String> origins(String section) {
        return origins.entrySet().stream().filter(entry -> entry.getKey().startsWith(section + "."))
                .map(Map.Entry::getValue).filter(origin -> !origin.equals(DEFAULT))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void merge(JsonNode given, String section, String origin) {
        if (!given.isObject()) {
            throw wrong(origin, (section.isEmpty() ? "it" : section) + " must be a list of names and values", null);
        }
        for (Map.Entry<String, JsonNode> entry : given.properties()) {
            String name = section.isEmpty() ? entry.getKey() : section + "." + entry.getKey();
            if (names.isSection(name)) {
                merge(entry.getValue(), name, origin);
            } else {
                requireSetting(name, origin);
                set(name, entry.getValue(), origin);
            }
        }
    }

    private void set(String name, JsonNode value, String origin) {
        String section = names.sectionOf(name);
        ObjectNode within = section.isEmpty() ? values : (ObjectNode) values.at(SettingNames.pointer(section));
        within.set(section.isEmpty() ? name : name.substring(section.length() + 1), value);
        // Last in the order of origins, so that a section can tell which layer changed it last.
        origins.remove(name);
        origins.put(name, origin);
    }

    private void requireSetting(String name, String origin) {
        if (!names.isSetting(name)) {
            throw wrong(origin, "unknown setting " + name + "; did you mean " + names.nearest(name) + "?", null);
        }
    }

    private static JsonNode parsed(String text, JsonNode before) {
        try {
            JsonNode value = MAPPER.readTree(text);
            if (!before.isArray() || value.isArray()) {
                return value;
            }
            ArrayNode list = MAPPER.createArrayNode();
            if (!text.isBlank()) {
                for (String part : text.split(",")) {
                    list.add(part.strip());
                }
            }
            return list;
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }

    private static UserError wrong(String origin, String what, Throwable cause) {
        return new UserError(ExitCode.USAGE, origin + ": " + what, cause);
    }
}
