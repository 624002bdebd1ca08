package dev.understudy.it.deploy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A compose file, its anchors and merges resolved.
 *
 * @param services by name
 * @param volumes  names of the declared volumes
 */
record Compose(Map<String, Service> services, List<String> volumes) {

    /**
     * One service.
     *
     * @param image       name and tag
     * @param build       {@code context}, {@code dockerfile}, {@code target}; empty for a foreign image
     * @param command     arguments after the image's entry point
     * @param environment by name
     * @param dependsOn   conditions by the name of the other service
     * @param mounts      volume name (or path) to path in the container
     * @param raw         everything as it stands
     */
    record Service(String name, String image, Map<String, String> build, List<String> command,
            Map<String, String> environment, Map<String, String> dependsOn, Map<String, String> mounts,
            Map<String, Object> raw) {

        boolean ours() {
            return !build.isEmpty();
        }
    }

    static Compose parse(String text) {
        Map<String, Object> root = map(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
        Map<String, Service> services = new TreeMap<>();
        map(root.get("services")).forEach((name, value) -> services.put(name, service(name, map(value))));
        return new Compose(services, List.copyOf(map(root.get("volumes")).keySet()));
    }

    private static Service service(String name, Map<String, Object> raw) {
        Map<String, String> dependsOn = new LinkedHashMap<>();
        map(raw.get("depends_on")).forEach((other, how) -> dependsOn.put(other, text(map(how).get("condition"))));
        Map<String, String> mounts = new LinkedHashMap<>();
        for (String mount : strings(raw.get("volumes"))) {
            String[] parts = mount.split(":");
            mounts.put(parts[0], parts[1]);
        }
        return new Service(name, text(raw.get("image")), texts(raw.get("build")), strings(raw.get("command")),
                texts(raw.get("environment")), dependsOn, mounts, raw);
    }

    static Map<String, Object> map(Object value) {
        Map<String, Object> out = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> found) {
            found.forEach((key, entry) -> out.put(text(key), entry));
        }
        return out;
    }

    static List<String> strings(Object value) {
        List<String> out = new ArrayList<>();
        if (value instanceof List<?> found) {
            found.forEach(entry -> out.add(text(entry)));
        }
        return out;
    }

    private static Map<String, String> texts(Object value) {
        Map<String, String> out = new LinkedHashMap<>();
        map(value).forEach((key, entry) -> out.put(key, text(entry)));
        return out;
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
