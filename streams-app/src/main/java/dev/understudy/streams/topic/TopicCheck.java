package dev.understudy.streams.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Compares the topics of a cluster with the plan; changes nothing. */
public final class TopicCheck {

    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);

    private final Admin admin;

    /** The caller closes {@code admin}. */
    public TopicCheck(Admin admin) {
        this.admin = admin;
    }

    /**
     * One way in which a topic is not as planned.
     *
     * @param topic   name
     * @param setting Kafka's name of the setting, or "partitions", "replication", "topic"
     * @param found   what is there
     * @param planned what the plan says
     */
    public record Difference(String topic, String setting, String found, String planned) {

        @Override
        public String toString() {
            return topic + ": " + setting + " is " + found + ", planned is " + planned;
        }
    }

    /** Every difference; empty when all is as planned. */
    public List<Difference> differences(List<TopicPlan> plans) {
        List<Difference> out = new ArrayList<>();
        Map<String, KafkaFuture<TopicDescription>> found =
                admin.describeTopics(plans.stream().map(TopicPlan::name).toList()).topicNameValues();
        for (TopicPlan plan : plans) {
            TopicDescription topic = answer(found.get(plan.name()));
            if (topic == null) {
                out.add(new Difference(plan.name(), "topic", "missing", "there"));
            } else {
                compare(plan, topic, out);
            }
        }
        return out;
    }

    private void compare(TopicPlan plan, TopicDescription topic, List<Difference> out) {
        note(plan, "partitions", topic.partitions().size(), plan.partitions(), out);
        int replicas = topic.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0);
        note(plan, "replication", replicas, plan.replication(), out);
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, plan.name());
        Config settings = answer(admin.describeConfigs(List.of(resource)).values().get(resource));
        plan.configs().forEach((name, planned) -> {
            // A broker need not know every setting that another one has.
            ConfigEntry entry = settings == null ? null : settings.get(name);
            note(plan, name, entry == null ? "unknown" : entry.value(), planned, out);
        });
    }

    private static void note(TopicPlan plan, String setting, Object found, Object planned, List<Difference> out) {
        if (!String.valueOf(found).equals(String.valueOf(planned))) {
            out.add(new Difference(plan.name(), setting, String.valueOf(found), String.valueOf(planned)));
        }
    }

    /** The answer, or null for a topic that does not exist. */
    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(REQUEST_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return null;
            }
            throw new TopicException("cannot describe the topics: " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new TopicException("cannot describe the topics: no answer from Kafka within "
                    + REQUEST_LIMIT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicException("cannot describe the topics: interrupted", e);
        }
    }
}
