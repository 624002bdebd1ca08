package dev.understudy.it.deploy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.understudy.it.deploy.Tool.Outcome;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/**
 * Reads Kubernetes objects into typed models. The models themselves keep what they do not know aside; here an unknown
 * property is an error, as it is for an API server with strict validation.
 */
final class KubernetesObjects {

    private static final Map<String, Class<? extends HasMetadata>> TYPES = Map.of(
            "v1/Namespace", Namespace.class,
            "v1/ConfigMap", ConfigMap.class,
            "v1/Service", Service.class,
            "apps/v1/Deployment", Deployment.class,
            "apps/v1/StatefulSet", StatefulSet.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class,
            "kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class);

    private static final YAMLMapper STRICT = strict();

    private KubernetesObjects() {
    }

    /** What {@code kubectl apply -k} would send; skips the test when there is no kubectl. */
    static String rendered() {
        if (!Tool.exists("kubectl")) {
            Tool.skip("rendering of k8s/base: no kubectl on PATH; the raw files are checked by another test");
        }
        Outcome kustomize = Tool.run(Checkout.ROOT, "kubectl", "kustomize", Checkout.KUSTOMIZATION.toString());
        if (kustomize.exit() != 0) {
            throw new AssertionError("kubectl kustomize failed: " + kustomize.output());
        }
        return kustomize.output();
    }

    /** The listed files as they stand, without what Kustomize adds. */
    static String raw() {
        Map<String, Object> kustomization = Compose.map(new Yaml()
                .load(Checkout.read(Checkout.KUSTOMIZATION.resolve("kustomization.yaml"))));
        return Compose.strings(kustomization.get("resources")).stream()
                .map(name -> Checkout.read(Checkout.KUSTOMIZATION.resolve(name)))
                .collect(Collectors.joining("\n---\n"));
    }

    /** @throws IllegalArgumentException naming the kind or the property that no model knows */
    static List<HasMetadata> parse(String yaml) {
        List<HasMetadata> objects = new ArrayList<>();
        try (MappingIterator<JsonNode> documents = STRICT.readerFor(JsonNode.class).readValues(yaml)) {
            while (documents.hasNext()) {
                JsonNode document = documents.next();
                if (document.isObject()) {
                    objects.add(typed(document));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return objects;
    }

    private static HasMetadata typed(JsonNode document) {
        String type = document.required("apiVersion").asText() + "/" + document.required("kind").asText();
        Class<? extends HasMetadata> model = TYPES.get(type);
        if (model == null) {
            throw new IllegalArgumentException("no such kind: " + type);
        }
        try {
            return STRICT.treeToValue(document, model);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(type + " " + document.requiredAt("/metadata/name").asText() + ": "
                    + e.getOriginalMessage(), e);
        }
    }

    private static YAMLMapper strict() {
        YAMLMapper mapper = YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
        mapper.setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
            private static final long serialVersionUID = 1L;

            @Override
            public Boolean hasAnySetter(Annotated member) {
                return false;
            }

            @Override
            public JsonIgnoreProperties.Value findPropertyIgnoralByName(MapperConfig<?> config, Annotated type) {
                return JsonIgnoreProperties.Value.empty();
            }
        });
        return mapper;
    }
}
