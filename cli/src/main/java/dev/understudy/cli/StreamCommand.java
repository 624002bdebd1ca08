package dev.understudy.cli;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.maths.NetworkCommand;
import dev.understudy.cli.maths.NetworkUse;
import dev.understudy.cli.ops.OpsServer;
import dev.understudy.cli.ops.Readiness.Condition;
import dev.understudy.cli.ops.Readiness;
import dev.understudy.cli.settings.ClaimStoreFlags;
import dev.understudy.cli.settings.ModelFlags;
import dev.understudy.cli.settings.PerceptionFlags;
import dev.understudy.cli.settings.ServiceOptions;
import dev.understudy.cli.settings.Settings;
import dev.understudy.cli.settings.SettingsTree;
import dev.understudy.cli.settings.StartModel;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.model.MathsCheck.Use;
import dev.understudy.messaging.OpenParts;
import dev.understudy.streams.ServedModel;
import dev.understudy.streams.Serving;
import dev.understudy.streams.StreamProcess;
import dev.understudy.streams.StreamsSettings;
import dev.understudy.streams.stage.TeacherSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy stream}: the two stream applications, until stopped. */
@Command(name = "stream", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Run the stream: perception (CPU, scales with robots), inference (GPU if present), or both.")
final class StreamCommand implements Callable<Integer>, NetworkCommand {

    /** Which of the two applications run in this process. */
    enum Stage { ALL, PERCEPTION, INFERENCE }

    /** A frame that may be older than its topic keeps it is one that is never dropped, which 0 says. */
    private static final Duration LONGEST_FRAME_AGE = Duration.ofDays(1);

    @Mixin
    private ServiceOptions services;

    @Mixin
    private OpsOptions ops;

    @Mixin
    private ClaimStoreFlags claims;

    @Mixin
    private PerceptionFlags perception;

    @Mixin
    private ModelFlags model;

    @Option(names = "--stage", defaultValue = "all", description = "${COMPLETION-CANDIDATES} (default all)")
    private Stage stage;

    @Option(names = "--threads", paramLabel = "N", description = "stream threads of each application (default 1)")
    private Integer threads;

    @Option(names = "--state-dir", paramLabel = "DIR",
            description = "folder of the local state stores (default ./state)")
    private Path stateDir;

    @Option(names = "--keys", paramLabel = "DIR",
            description = "folder of the public keys whose checkpoints go live; without it the start model serves")
    private Path keys;

    @Option(names = "--model", paramLabel = "NAME", description = "name of the model to follow (default student)")
    private String name;

    @Option(names = "--instance", paramLabel = "NAME",
            description = "name of this process in the models' audit log (default: the host's)")
    private String instance;

    @Option(names = "--image-teacher", paramLabel = "KIND:FILE",
            description = "second opinion for labels, never for events: detector:FILE.onnx (FastestDet on COCO) or "
                    + "clip:FILE.onnx (with FILE.onnx.json); asked by the perception stage "
                    + "(environment: UNDERSTUDY_STREAM_IMAGE_TEACHER)")
    private String imageTeacher;

    @Option(names = "--event-time",
            description = "for replayed recordings: stamps alone decide which image belongs to which scan, whatever "
                    + "the pace; nothing is given up by the wall clock")
    private boolean eventTime;

    @Option(names = "--max-frame-age", paramLabel = "SECONDS",
            description = "LiDAR frames that have waited for longer on the broker are dropped and counted with reason "
                    + "overload; 0 = never (default 60, with --event-time 0)")
    private Double maxFrameAge;

    @Override
    public Optional<NetworkUse> networks() {
        return stage == Stage.PERCEPTION ? Optional.empty()
                : NetworkUse.of(StartModel.open(settings().model()).checkpoint().checkpoint(), Use.SERVING);
    }

    @Override
    public Integer call() throws Exception {
        checkMaxFrameAge();
        Settings settings = settings();
        StreamsSettings streams = streams(settings);
        StartModel start = StartModel.open(settings.model());
        TeacherSource teachers = TeacherSource.of(settings.stream().imageTeacher(), start.taxonomy());
        if (stage != Stage.INFERENCE) {
            teachers.check();
        }
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        OpenParts parts = new OpenParts();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAll(parts), "shutdown"));
        Serving serving = serving(streams, settings, start, meters);
        StreamProcess stream = parts.add(process(streams, teachers, serving, meters)).start();
        if (!stream.isCaughtUp()) {
            System.err.println("understudy: the checkpoint topic is not read yet; until it is, the start model serves");
        }
        OpsServer server = parts.add(OpsOptions.serve(settings.metrics(), meters, stream::isAlive, Readiness.of(List.of(
                Condition.of("stream", stream::isRunning, "not all of its applications run")))));
        System.err.println("streaming; metrics and health on port " + server.port());
        return awaitEnd(stream);
    }

    private StreamProcess process(StreamsSettings streams, TeacherSource teachers, Serving serving,
            MeterRegistry meters) {
        return switch (stage) {
            case PERCEPTION -> StreamProcess.perception(streams, teachers, meters);
            case INFERENCE -> StreamProcess.inference(streams, serving, meters);
            case ALL -> StreamProcess.both(streams, teachers, serving, meters);
        };
    }

    private static Serving serving(StreamsSettings streams, Settings settings, StartModel start, MeterRegistry meters) {
        return Serving.through(streams.registryUrl(), () -> model(streams, settings, start, meters));
    }

    private static ServedModel model(StreamsSettings streams, Settings settings, StartModel start,
            MeterRegistry meters) {
        Settings.Model model = settings.model();
        return model.keys().isBlank() ? ServedModel.fixed(start.checkpoint())
                : ServedModel.following(start.checkpoint(), streams.kafka(), model.name(),
                        KeyRing.load(Path.of(model.keys())), instance(settings.stream().instance()), meters);
    }

    private static String instance(String given) {
        String host = System.getenv("HOSTNAME");
        return !given.isBlank() ? given : host != null && !host.isBlank() ? host : "local";
    }

    private void checkMaxFrameAge() {
        if (maxFrameAge == null) {
            return;
        }
        if (!(maxFrameAge >= 0 && maxFrameAge <= LONGEST_FRAME_AGE.toSeconds())) {
            throw new UserError(ExitCode.USAGE, "--max-frame-age is from 0 to " + LONGEST_FRAME_AGE.toSeconds() + " s");
        }
        if (eventTime && maxFrameAge > 0) {
            throw new UserError(ExitCode.USAGE,
                    "--max-frame-age goes by the wall clock, which decides nothing with --event-time: use one of them");
        }
    }

    private Settings settings() {
        return services.settings(ops, claims, perception, model, this::flags);
    }

    private void flags(SettingsTree tree) {
        tree.flag("--threads", "stream.run.threads", threads);
        tree.flag("--state-dir", "stream.stateDir", stateDir);
        tree.flag("--instance", "stream.instance", instance);
        tree.flag("--keys", "model.keys", keys);
        tree.flag("--model", "model.name", name);
        tree.flag("--image-teacher", "stream.imageTeacher", imageTeacher);
        if (eventTime) {
            tree.differing(tree.as(Settings.class).replaying(), "flag --event-time");
        }
        tree.flag("--max-frame-age", "perception.maxFrameAge",
                maxFrameAge == null ? null : Duration.ofMillis(Math.round(maxFrameAge * 1000)));
    }

    private StreamsSettings streams(Settings settings) {
        return settings.streams(services.kafka(), stage == Stage.PERCEPTION ? "" : services.registry(),
                Path.of(settings.stream().stateDir()));
    }

    /** Ends with the first application that ends; a failure comes out with its cause. */
    private static int awaitEnd(StreamProcess stream) throws InterruptedException {
        try {
            stream.awaitEnd();
            return ExitCode.OK;
        } catch (ExecutionException e) {
            throw new UserError(ExitCode.SERVICE, "the stream stopped: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private static void closeAll(OpenParts parts) {
        try {
            parts.close();
        } catch (RuntimeException e) {
            System.err.println("understudy: while closing: " + e.getMessage());
        }
    }
}
