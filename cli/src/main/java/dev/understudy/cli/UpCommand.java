package dev.understudy.cli;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.StopOnInterrupt;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.local.LocalServices;
import dev.understudy.cli.local.Ports;
import dev.understudy.cli.run.ScratchFolder;
import dev.understudy.proto.Topics;
import dev.understudy.streams.event.EventSerdes;
import dev.understudy.streams.event.SchemaRegistry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine;

/** {@code understudy up}: a broker and a schema registry for the other commands, until stopped. */
@Command(name = "up", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Run a Kafka broker with every topic and a schema registry on this machine, for the other "
                + "commands, until Ctrl-C. Both listen on 127.0.0.1 only.")
final class UpCommand implements Callable<Integer> {

    /** Where Kafka's clients look first. */
    private static final String BROKER_PORT = "9092";
    /** Where clients of a schema registry look first. */
    private static final String REGISTRY_PORT = "8081";
    /** At most as many stream threads have work. */
    private static final String PARTITIONS = "4";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--port", paramLabel = "N", defaultValue = BROKER_PORT,
            description = "port of the broker, 0 for any that is free (default ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--registry-port", paramLabel = "N", defaultValue = REGISTRY_PORT,
            description = "port of the schema registry, 0 for any that is free (default ${DEFAULT-VALUE})")
    private int registryPort;

    @Option(names = "--data", paramLabel = "DIR",
            description = "keep the topics in this folder and find them again (default: a new folder, deleted at the "
                    + "end)")
    private Path data;

    @Option(names = "--partitions", paramLabel = "N", defaultValue = PARTITIONS,
            description = "partitions of sensor and object topics that are made (default ${DEFAULT-VALUE})")
    private int partitions;

    @Override
    public Integer call() throws Exception {
        if (partitions < 1) {
            throw new UserError(ExitCode.USAGE, "--partitions is positive, got " + partitions);
        }
        CountDownLatch stop = new CountDownLatch(1);
        try (StopOnInterrupt ignored = new StopOnInterrupt(stop::countDown)) {
            if (data != null) {
                run(data, stop);
            } else {
                try (ScratchFolder folder = ScratchFolder.create("up")) {
                    run(folder.path(), stop);
                }
            }
        }
        return ExitCode.OK;
    }

    private void run(Path folder, CountDownLatch stop) throws InterruptedException {
        try (LocalServices services = LocalServices.start(folder, new Ports(port, registryPort),
                Topics.MAX_RECORD_BYTES)) {
            services.createTopics(partitions);
            // Schemas live in memory: without this one, events of an earlier start could be read by nobody yet.
            EventSerdes.prepared(SchemaRegistry.open(services.registryUrl())).close();
            print(services, folder);
            while (!stop.await(1, TimeUnit.SECONDS)) {
                services.check();
            }
        }
    }

    private void print(LocalServices services, Path folder) {
        String servers = services.kafka().servers();
        String url = services.registryUrl();
        String export = "export UNDERSTUDY_BOOTSTRAP_SERVERS=" + servers + " UNDERSTUDY_REGISTRY=" + url;
        String launcher = System.getProperty("understudy.launcher", "understudy");
        PrintWriter out = spec.commandLine().getOut();
        out.println("broker    " + servers);
        out.println("registry  " + url);
        out.println("data      " + folder + (data == null ? " (deleted at the end; --data DIR keeps it)" : ""));
        out.println();
        out.println("For every command of another terminal:");
        out.println("  " + export);
        out.println("or, for one:");
        out.println("  --bootstrap-servers " + servers + " --registry " + url);
        out.println();
        out.println("To see the first events, paste there:");
        out.println("  " + export + "; " + launcher + " stream --metrics-port 0 & " + launcher
                + " simulate --duration 10; " + launcher + " events --from-start --count 10; kill $!");
        out.println();
        out.println("Ctrl-C ends both.");
        out.flush();
    }
}
