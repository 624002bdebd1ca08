package dev.understudy.cli.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Settings as a YAML file that can be read back; values are written as JSON, which YAML contains. */
public final class SettingsText {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String INDENT = "  ";
    private static final int COMMENT_COLUMN = 64;
    private static final String HIDDEN = "[hidden]";

    private final SettingsTree tree;
    private final Predicate<String> secret;
    private final boolean withOrigins;
    private final StringBuilder out = new StringBuilder();

    /**
     * @param secret whether the value of a name is not shown
     * @param withOrigins whether each line ends with a comment that names the origin of its value
     */
    public SettingsText(SettingsTree tree, Predicate<String> secret, boolean withOrigins) {
        this.tree = tree;
        this.secret = secret;
        this.withOrigins = withOrigins;
    }

    /** All sections, or one of them. */
    public String of(String... sections) {
        out.setLength(0);
        for (Map.Entry<String, JsonNode> entry : tree.values().properties()) {
            if (sections.length == 0 || List.of(sections).contains(entry.getKey())) {
                print(entry.getKey(), entry.getKey(), entry.getValue(), "");
            }
        }
        return out.toString();
    }

    private void print(String key, String name, JsonNode value, String indent) {
        if (value instanceof ObjectNode section && !section.isEmpty()) {
            out.append(indent).append(key).append(":\n");
            section.properties().forEach(e -> print(quoted(e.getKey()), name + "." + e.getKey(), e.getValue(),
                    indent + INDENT));
            return;
        }
        StringBuilder line = new StringBuilder(indent).append(key).append(": ").append(
                json(secret.test(name) ? TextNode.valueOf(HIDDEN) : value));
        if (withOrigins) {
            line.append(" ".repeat(Math.max(1, COMMENT_COLUMN - line.length()))).append("# ")
                    .append(tree.origin(name));
        }
        out.append(line).append('\n');
    }

    private static String quoted(String key) {
        return key.matches("[A-Za-z][A-Za-z0-9]*") ? key : json(TextNode.valueOf(key));
    }

    private static String json(JsonNode value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree always serialises", e);
        }
    }
}
