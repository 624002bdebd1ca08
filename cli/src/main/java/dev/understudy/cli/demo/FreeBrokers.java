package dev.understudy.cli.demo;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.kafka.RunningSystems;
import dev.understudy.cli.settings.ServiceOptions;
import dev.understudy.streams.StreamsSettings;
import dev.understudy.trainer.TrainerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/**
 * Refuses brokers of the user's that another stream or trainer uses: a second stream of one name would take over half
 * of the first one's partitions, and a second trainer of one model would end the first.
 */
final class FreeBrokers {

    private static final Path NO_FILE = Path.of("");

    private FreeBrokers() {
    }

    /** @throws UserError naming who uses them */
    static void require(DemoSettings demo) throws InterruptedException {
        ServiceOptions services = demo.services();
        if (!services.external()) {
            return;
        }
        String servers = services.bootstrapServers();
        StreamsSettings streams = demo.settings().streams(services.kafka(), services.registry(), NO_FILE);
        TrainerSettings trainer = demo.settings().trainer(services.kafka(), NO_FILE);
        try (Admin admin = services.kafka().admin()) {
            RunningSystems others = new RunningSystems(admin);
            refuse(servers, others.stream(List.of(streams.perceptionId(), streams.inferenceId())));
            refuse(servers, others.trainer(trainer.transactionalId()));
        }
    }

    private static void refuse(String servers, Optional<String> other) {
        if (other.isPresent()) {
            throw new UserError(ExitCode.SERVICE, "--bootstrap-servers " + servers + ": " + other.get()
                    + "; a demo wants brokers that no other stream or trainer uses: without --bootstrap-servers and "
                    + "--registry it brings its own");
        }
    }
}
