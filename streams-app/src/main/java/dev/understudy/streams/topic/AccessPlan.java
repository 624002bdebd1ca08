package dev.understudy.streams.topic;

import dev.understudy.proto.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The access-control entries of one principal, by least privilege. Only the trainer may write checkpoints and its
 * state; the audit log takes reports and requests from others, and decisions are known by the trainer's signature.
 * Making topics is left to an administrator: it needs rights that no application should keep.
 */
public final class AccessPlan {

    private static final List<String> SENSORS =
            List.of(Topics.LIDAR_FRAME, Topics.CAMERA_FRAME, Topics.CALIBRATION, Topics.POSE);
    private static final List<String> EVERY_TOPIC = List.of(Topics.LIDAR_FRAME, Topics.CAMERA_FRAME,
            Topics.CALIBRATION, Topics.POSE, Topics.CLUSTER, Topics.SAMPLE, Topics.OBJECT_EVENT, Topics.TRUTH,
            Topics.DEAD_LETTER, Topics.CHECKPOINT, Topics.LIFECYCLE);

    private final String principal;
    private final List<AclBinding> entries = new ArrayList<>();

    private AccessPlan(String principal) {
        this.principal = principal;
    }

    /**
     * Entries of one principal, for any host.
     *
     * @param principal as the broker names it, for example {@code User:robots}
     * @param prefix    first part of the streams' application ids
     * @param trainer   the trainer's transactional id, which is its group id too
     */
    public static List<AclBinding> of(Role role, String principal, String prefix, String trainer) {
        AccessPlan plan = new AccessPlan(principal);
        switch (role) {
            case ROBOT -> plan.write(SENSORS).write(List.of(Topics.TRUTH));
            case PERCEPTION -> plan.read(SENSORS).write(List.of(Topics.CLUSTER, Topics.DEAD_LETTER))
                    .application(prefix + "-perception");
            case INFERENCE -> plan.read(List.of(Topics.CLUSTER, Topics.CHECKPOINT, Topics.LIFECYCLE))
                    .write(List.of(Topics.SAMPLE, Topics.OBJECT_EVENT, Topics.DEAD_LETTER, Topics.LIFECYCLE))
                    .application(prefix + "-inference");
            case TRAINER -> plan
                    .read(List.of(Topics.SAMPLE, Topics.CHECKPOINT, Topics.LIFECYCLE, Topics.TRAINER_STATE))
                    .write(List.of(Topics.CHECKPOINT, Topics.LIFECYCLE, Topics.TRAINER_STATE, Topics.DEAD_LETTER))
                    .group(trainer, PatternType.LITERAL).transactions(trainer, PatternType.LITERAL);
            case READER -> plan.read(List.of(Topics.OBJECT_EVENT)).group(prefix + "-events", PatternType.PREFIXED);
            case OPERATOR -> plan.read(EVERY_TOPIC).write(SENSORS)
                    .write(List.of(Topics.CLUSTER, Topics.SAMPLE, Topics.LIFECYCLE));
            default -> throw new IllegalArgumentException(role.name());
        }
        return List.copyOf(plan.entries);
    }

    /** The same as options of Kafka's own {@code kafka-acls.sh}, one line per entry. */
    public static String command(AclBinding entry) {
        ResourcePattern resource = entry.pattern();
        String kind = switch (resource.resourceType()) {
            case TOPIC -> "--topic";
            case GROUP -> "--group";
            case TRANSACTIONAL_ID -> "--transactional-id";
            default -> throw new IllegalArgumentException("no entry of ours: " + entry);
        };
        return "kafka-acls.sh --add --allow-principal '" + entry.entry().principal() + "' --operation "
                + word(entry.entry().operation()) + " " + kind + " '" + resource.name() + "' --resource-pattern-type "
                + resource.patternType().name().toLowerCase(Locale.ROOT);
    }

    private static String word(AclOperation operation) {
        StringBuilder word = new StringBuilder();
        for (String part : operation.name().split("_")) {
            word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
        }
        return word.toString();
    }

    /** What Kafka Streams needs: its group, its transactions, and its internal topics, all under its id. */
    private AccessPlan application(String id) {
        for (AclOperation operation : List.of(AclOperation.CREATE, AclOperation.READ, AclOperation.WRITE,
                AclOperation.DELETE, AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS)) {
            allow(ResourceType.TOPIC, id + "-", PatternType.PREFIXED, operation);
        }
        return group(id, PatternType.LITERAL).transactions(id + "-", PatternType.PREFIXED);
    }

    private AccessPlan read(List<String> topics) {
        return topics(topics, AclOperation.READ);
    }

    private AccessPlan write(List<String> topics) {
        return topics(topics, AclOperation.WRITE);
    }

    private AccessPlan topics(List<String> topics, AclOperation operation) {
        // To read or write includes to describe.
        topics.forEach(topic -> allow(ResourceType.TOPIC, topic, PatternType.LITERAL, operation));
        return this;
    }

    private AccessPlan group(String name, PatternType pattern) {
        allow(ResourceType.GROUP, name, pattern, AclOperation.READ);
        return this;
    }

    private AccessPlan transactions(String id, PatternType pattern) {
        allow(ResourceType.TRANSACTIONAL_ID, id, pattern, AclOperation.WRITE);
        return this;
    }

    private void allow(ResourceType type, String name, PatternType pattern, AclOperation operation) {
        entries.add(new AclBinding(new ResourcePattern(type, name, pattern),
                new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW)));
    }
}
