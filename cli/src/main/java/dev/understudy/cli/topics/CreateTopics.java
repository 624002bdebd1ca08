package dev.understudy.cli.topics;

import dev.understudy.streams.topic.TopicCreator;
import dev.understudy.streams.topic.TopicPlan;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code understudy topics create}. */
@Command(name = "create", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Make every topic that is missing; those that exist are left as they are.")
final class CreateTopics implements Runnable {

    @Mixin
    private PlanOptions options;

    @Override
    public void run() {
        List<TopicPlan> plans = options.plans();
        try (Admin admin = options.connect()) {
            List<String> made = new TopicCreator(admin).create(plans);
            made.forEach(name -> System.out.println("created " + name));
            System.out.println(plans.size() - made.size() + " existed already");
        }
    }
}
