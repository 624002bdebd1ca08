package dev.understudy.learning.loop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A setting that is not what the trainer deploys.
 *
 * @param setting its name with dots between the sections, as {@code training.optimiser.rate}; a guard stands under
 *     {@code training.guards} and is on or off
 * @param value what it is
 * @param live what it is in {@link Preset#LIVE}
 * @param why the reason, in a few words
 */
public record Difference(String setting, String value, String live, String why) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ON = "on";
    private static final String OFF = "off";
    private static final String ASKED_FOR = "as the file or a flag sets it";

    /** Every difference, by name; with the preset's reason where the value is the preset's. */
    static List<Difference> of(LearningConfig config, Preset preset) {
        Map<String, String> here = flat(config);
        Map<String, String> live = flat(Preset.LIVE.config());
        Map<String, String> named = flat(preset.config());
        Set<String> settings = new TreeSet<>(here.keySet());
        settings.addAll(live.keySet());
        List<Difference> out = new ArrayList<>();
        for (String setting : settings) {
            String value = here.getOrDefault(setting, OFF);
            String deployed = live.getOrDefault(setting, OFF);
            if (!value.equals(deployed)) {
                boolean ofPreset = value.equals(named.getOrDefault(setting, OFF));
                out.add(new Difference(setting, value, deployed,
                        ofPreset ? preset.reasons().get(setting) : ASKED_FOR));
            }
        }
        return out;
    }

    private static Map<String, String> flat(LearningConfig config) {
        Map<String, String> out = new TreeMap<>();
        flatten("", MAPPER.valueToTree(config), out);
        return out;
    }

    /** A list is one of names that are on. */
    private static void flatten(String path, JsonNode node, Map<String, String> into) {
        if (node.isArray()) {
            node.forEach(name -> into.put(path + "." + name.asText(), ON));
        } else if (node.isObject()) {
            node.properties().forEach(entry -> flatten(path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                    entry.getValue(), into));
        } else {
            into.put(path, node.asText());
        }
    }
}
