package dev.understudy.cli;

import dev.understudy.streams.topic.TopicCreator;
import dev.understudy.streams.topic.TopicPlan;
import dev.understudy.streams.topic.TopicPlans;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy topics}: the topics that everything stands on. */
@Command(name = "topics", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
        description = "Make the topics with their partitions, retention, codec and size cap.",
        subcommands = TopicsCommand.Create.class)
final class TopicsCommand {

    /** {@code understudy topics create}. */
    @Command(name = "create", mixinStandardHelpOptions = true,
            description = "Make every topic that is missing; those that exist are left as they are.")
    static final class Create implements Runnable {

        @Mixin
        private ServiceOptions services;

        @Option(names = "--partitions", defaultValue = "4",
                description = "partitions of the sensor and object topics: the most stream threads that can share "
                        + "the work (default 4)")
        private int partitions;

        @Option(names = "--replication", defaultValue = "1", description = "replicas of every topic (default 1)")
        private int replication;

        @Override
        public void run() {
            if (partitions < 1 || replication < 1 || replication > Short.MAX_VALUE) {
                throw new UserError(ExitCode.USAGE, "--partitions and --replication are positive, got " + partitions
                        + " and " + replication);
            }
            List<TopicPlan> plans = replication == 1 ? TopicPlans.oneMachine(partitions)
                    : TopicPlans.cluster(partitions, replication);
            Map<String, Object> config = new HashMap<>(services.kafka());
            config.put("bootstrap.servers", services.bootstrapServers());
            try (Admin admin = Admin.create(config)) {
                List<String> made = new TopicCreator(admin).create(plans);
                made.forEach(name -> System.out.println("created " + name));
                System.out.println(plans.size() - made.size() + " existed already");
            }
        }
    }
}
