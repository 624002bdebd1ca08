package dev.understudy.streams.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * A schema registry over the REST API that Confluent's server defines and Karapace and Apicurio (under
 * {@code /apis/ccompat/v7}) also speak. Credentials may stand in the URL ({@code http://user:password@host}); they
 * are sent as basic authentication and never printed.
 */
public final class RegistryClient implements SchemaRegistry {

    private final RegistryHttp http;

    /** @throws RegistryException if the URL is not an http or https one */
    public RegistryClient(String url) {
        http = new RegistryHttp(url);
    }

    @Override
    public int register(String subject, Schema schema) {
        return integer(http.send("POST", "/subjects/" + encode(subject) + "/versions", body(schema)), "id");
    }

    @Override
    public int lookup(String subject, Schema schema) {
        return integer(http.send("POST", "/subjects/" + encode(subject), body(schema)), "id");
    }

    @Override
    public Schema byId(int id) {
        String text = field(http.send("GET", "/schemas/ids/" + id, null), "schema").asText();
        try {
            return new Schema.Parser().parse(text);
        } catch (AvroRuntimeException e) {
            throw new RegistryException("schema " + id + " of the registry at " + http.shownUrl()
                    + " is not Avro: " + e.getMessage(), e);
        }
    }

    @Override
    public void setCompatibility(String subject, String level) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("compatibility", level);
        http.send("PUT", "/config/" + encode(subject), body);
    }

    @Override
    public String compatibility(String subject) {
        return field(http.send("GET", "/config/" + encode(subject) + "?defaultToGlobal=true", null),
                "compatibilityLevel").asText();
    }

    @Override
    public boolean isCompatible(String subject, Schema schema) {
        String path = "/compatibility/subjects/" + encode(subject) + "/versions";
        return field(http.send("POST", path, body(schema)), "is_compatible").asBoolean();
    }

    @Override
    public String toString() {
        return "schema registry at " + http.shownUrl();
    }

    private static ObjectNode body(Schema schema) {
        return JsonNodeFactory.instance.objectNode().put("schema", schema.toString());
    }

    private int integer(JsonNode answer, String name) {
        JsonNode value = field(answer, name);
        if (!value.canConvertToInt()) {
            throw new RegistryException("the registry at " + http.shownUrl() + " gave no number as " + name);
        }
        return value.intValue();
    }

    private JsonNode field(JsonNode answer, String name) {
        JsonNode value = answer.get(name);
        if (value == null) {
            throw new RegistryException("the answer of " + http.shownUrl() + " has no field " + name
                    + "; is it the base URL of a Confluent-compatible schema registry?");
        }
        return value;
    }

    private static String encode(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
