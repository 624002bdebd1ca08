package dev.understudy.cli.topics;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.settings.ServiceOptions;
import dev.understudy.streams.topic.TopicPlan;
import dev.understudy.streams.topic.TopicPlans;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which cluster, and how large the topics shall be. */
final class PlanOptions {

    @Mixin
    private ServiceOptions services;

    @Option(names = "--partitions", defaultValue = "4",
            description = "partitions of the sensor and object topics: the most stream threads that can share "
                    + "the work (default 4)")
    private int partitions;

    @Option(names = "--replication", defaultValue = "1", description = "replicas of every topic (default 1)")
    private int replication;

    List<TopicPlan> plans() {
        if (partitions < 1 || replication < 1 || replication > Short.MAX_VALUE) {
            throw new UserError(ExitCode.USAGE, "--partitions and --replication are positive, got " + partitions
                    + " and " + replication);
        }
        List<TopicPlan> plans = replication == 1 ? TopicPlans.oneMachine(partitions)
                : TopicPlans.cluster(partitions, replication);
        return plans.stream().map(plan -> plan.withMaxRecordBytes(services.maxRecordBytes())).toList();
    }

    Admin connect() {
        return services.kafka().admin();
    }
}
