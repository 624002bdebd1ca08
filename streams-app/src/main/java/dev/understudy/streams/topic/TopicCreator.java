package dev.understudy.streams.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics that are missing and refuses those whose partitions differ from the plan. */
public final class TopicCreator {

    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);
    /** A new topic reaches the broker's metadata a moment after its creation is confirmed. */
    private static final int VISIBLE_ATTEMPTS = 100;
    private static final int VISIBLE_PAUSE_MS = 50;

    private final Admin admin;

    /** The caller closes {@code admin}. */
    public TopicCreator(Admin admin) {
        this.admin = admin;
    }

    /**
     * Creates what is missing and returns when every topic of the plan can be used.
     *
     * @return names of the topics that were created
     * @throws TopicException if a topic cannot be created, or exists with another number of partitions
     */
    public List<String> create(List<TopicPlan> plans) {
        Map<String, KafkaFuture<Void>> results = admin.createTopics(plans.stream().map(TopicCreator::newTopic).toList())
                .values();
        List<String> created = new ArrayList<>();
        for (TopicPlan plan : plans) {
            try {
                results.get(plan.name()).get(REQUEST_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
                created.add(plan.name());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw failure("cannot create topic " + plan.name(), e);
                }
            } catch (InterruptedException | TimeoutException e) {
                throw failure("cannot create topic " + plan.name(), e);
            }
        }
        checkPartitions(plans);
        return created;
    }

    private void checkPartitions(List<TopicPlan> plans) {
        Map<String, Integer> found = awaitPartitionCounts(plans);
        for (TopicPlan plan : plans) {
            if (found.get(plan.name()) != plan.partitions()) {
                throw new TopicException("topic " + plan.name() + " has " + found.get(plan.name())
                        + " partitions, " + plan.partitions() + " are wanted: sensor and object topics must have"
                        + " equal counts; set the number to match, or recreate the topic");
            }
        }
    }

    private Map<String, Integer> awaitPartitionCounts(List<TopicPlan> plans) {
        List<String> names = plans.stream().map(TopicPlan::name).toList();
        for (int attempt = 1; ; attempt++) {
            try {
                Map<String, TopicDescription> topics = admin.describeTopics(names).allTopicNames()
                        .get(REQUEST_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
                return topics.values().stream()
                        .collect(Collectors.toMap(TopicDescription::name, t -> t.partitions().size(), (a, b) -> a,
                                HashMap::new));
            } catch (ExecutionException e) {
                if (attempt == VISIBLE_ATTEMPTS || !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw failure("cannot describe the topics", e);
                }
            } catch (InterruptedException | TimeoutException e) {
                throw failure("cannot describe the topics", e);
            }
            pause();
        }
    }

    private static NewTopic newTopic(TopicPlan plan) {
        return new NewTopic(plan.name(), plan.partitions(), plan.replication()).configs(plan.configs());
    }

    private static void pause() {
        try {
            Thread.sleep(VISIBLE_PAUSE_MS);
        } catch (InterruptedException e) {
            throw failure("cannot describe the topics", e);
        }
    }

    private static TopicException failure(String what, Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        return new TopicException(what + ": " + (cause instanceof TimeoutException
                ? "no answer from Kafka within " + REQUEST_LIMIT.toSeconds() + " s" : cause.getMessage()), e);
    }
}
