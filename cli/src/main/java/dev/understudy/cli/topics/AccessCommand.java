package dev.understudy.cli.topics;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.settings.ServiceOptions;
import dev.understudy.cli.settings.Settings;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.streams.topic.AccessPlan;
import dev.understudy.streams.topic.Role;
import dev.understudy.trainer.TrainerSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine;

/** {@code understudy topics acls}. */
@Command(name = "acls", mixinStandardHelpOptions = true, sortOptions = false,
        description = "List the access-control entries that each principal needs, as lines of kafka-acls.sh, or make "
                + "them with --apply.")
final class AccessCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private ServiceOptions services;

    @Parameters(arity = "1..*", paramLabel = "ROLE=PRINCIPAL",
            description = "robot, perception, inference, trainer, reader or operator, and who it is, e.g. "
                    + "trainer=User:trainer; one principal may have several roles")
    private List<String> grants;

    @Option(names = "--model", paramLabel = "NAME", description = "name of the trainer's model (default student)")
    private String model;

    @Option(names = "--apply", description = "make the entries on the cluster (--bootstrap-servers)")
    private boolean apply;

    @Override
    public void run() {
        Settings settings = services.settings(tree -> tree.flag("--model", "model.name", model));
        List<AclBinding> entries = new ArrayList<>();
        for (String grant : grants) {
            String[] parts = grant.split("=", 2);
            entries.addAll(AccessPlan.of(role(parts[0]), principal(parts.length > 1 ? parts[1] : ""),
                    settings.stream().applicationIdPrefix(), transactionalId(settings.model().name())));
        }
        PrintWriter out = spec.commandLine().getOut();
        entries.forEach(entry -> out.println(AccessPlan.command(entry)));
        if (apply) {
            make(entries);
            out.println(entries.size() + " entries made");
        }
        out.flush();
    }

    private static Role role(String name) {
        try {
            return Role.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, "'" + name + "' is no role; roles are "
                    + Arrays.toString(Role.values()).toLowerCase(Locale.ROOT), e);
        }
    }

    private static String principal(String principal) {
        if (!principal.matches("[A-Za-z]+:[^'\\p{Cntrl}]+")) {
            throw new UserError(ExitCode.USAGE, "'" + principal + "' is no principal; Kafka writes them as User:name");
        }
        return principal;
    }

    private static String transactionalId(String model) {
        try {
            return TrainerSettings.local(KafkaConnection.to(""), Path.of("")).withModel(model).transactionalId();
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, "--" + e.getMessage(), e);
        }
    }

    private void make(List<AclBinding> entries) {
        try (Admin admin = services.kafka().admin()) {
            admin.createAcls(entries).all().get();
        } catch (ExecutionException e) {
            throw new UserError(ExitCode.SERVICE, "the entries were not made: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError(ExitCode.SERVICE, "interrupted before the entries were made", e);
        }
    }
}
