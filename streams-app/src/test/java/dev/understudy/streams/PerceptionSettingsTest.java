package dev.understudy.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.perception.objects.ProposalGate;
import dev.understudy.streams.stage.PerceptionSettings;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Settings as a tree of names and values, as files of settings hold them. */
class PerceptionSettingsTest {

    private static final int MOST_IN_ONE_SECTION = 7;
    private final ObjectMapper mapper = new ObjectMapper().registerModule(new SimpleModule()
            .addSerializer(Duration.class, new DurationText()).addDeserializer(Duration.class, new TextDuration()));

    @Test
    void shouldComeBackFromATreeAsTheyWere() throws Exception {
        JsonNode tree = mapper.valueToTree(PerceptionSettings.defaults());

        assertThat(mapper.treeToValue(tree, PerceptionSettings.class)).isEqualTo(PerceptionSettings.defaults());
        assertThat(tree.requiredAt("/line/poses/maxAge").asText()).isEqualTo("PT0.15S");
        assertThat(tree.requiredAt("/line/proposals/gate/maxObjects").asInt())
                .isEqualTo(ProposalGate.defaults().maxObjects());
    }

    @Test
    void shouldHaveSectionsThatAPersonCanRead() {
        JsonNode tree = mapper.valueToTree(PerceptionSettings.defaults());

        assertThat(largestSection(tree)).isLessThanOrEqualTo(MOST_IN_ONE_SECTION);
    }

    private static int largestSection(JsonNode section) {
        int largest = section.size();
        for (JsonNode part : section) {
            largest = Math.max(largest, largestSection(part));
        }
        return largest;
    }

    @Test
    void shouldRefuseAValueThatCannotBe() {
        ObjectNode tree = mapper.valueToTree(PerceptionSettings.defaults());
        ((ObjectNode) tree.requiredAt("/line/poses")).put("maxAge", "PT-1S");

        assertThatThrownBy(() -> mapper.treeToValue(tree, PerceptionSettings.class))
                .isInstanceOf(ValueInstantiationException.class).hasMessageContaining("maxAge must not be negative");
    }

    private static final class DurationText extends JsonSerializer<Duration> {
        @Override
        public void serialize(Duration value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.toString());
        }
    }

    private static final class TextDuration extends JsonDeserializer<Duration> {
        @Override
        public Duration deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return Duration.parse(in.getText());
        }
    }
}
