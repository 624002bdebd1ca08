package dev.understudy.cli;

import dev.understudy.cli.common.ClaimStoreFlags;
import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.ServiceOptions;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.maths.NetworkCommand;
import dev.understudy.cli.maths.NetworkUse;
import dev.understudy.cli.ops.OpsServer;
import dev.understudy.cli.ops.Readiness;
import dev.understudy.cli.ops.Readiness.Condition;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.model.MathsCheck.Use;
import dev.understudy.messaging.OpenParts;
import dev.understudy.streams.RunSettings;
import dev.understudy.streams.ServedModel;
import dev.understudy.streams.Serving;
import dev.understudy.streams.StreamProcess;
import dev.understudy.streams.StreamsSettings;
import dev.understudy.streams.stage.PerceptionSettings;
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

    @Option(names = "--metrics-port", defaultValue = "${env:UNDERSTUDY_METRICS_PORT:-9464}",
            description = OpsOptions.PORT)
    private int metricsPort;

    @Mixin
    private ClaimStoreFlags claims;

    @Option(names = "--stage", defaultValue = "all", description = "${COMPLETION-CANDIDATES} (default all)")
    private Stage stage;

    @Option(names = "--threads", defaultValue = "1", description = "stream threads of each application (default 1)")
    private int threads;

    @Option(names = "--state-dir", paramLabel = "DIR", defaultValue = "state",
            description = "folder of the local state stores (default ./state)")
    private Path stateDir;

    @Option(names = "--keys", paramLabel = "DIR",
            description = "folder of the public keys whose checkpoints go live; without it the bootstrap serves")
    private Path keys;

    @Option(names = "--model", defaultValue = "student", description = "name of the model to follow")
    private String model;

    @Option(names = "--instance", defaultValue = "${env:HOSTNAME:-local}",
            description = "name of this process in the models' audit log")
    private String instance;

    @Option(names = "--max-objects", paramLabel = "N",
            description = "objects of one scan that go on, the nearest first (default 96; evaluate and demo take 128)")
    private Integer maxObjects;

    @Option(names = "--image-teacher", paramLabel = "KIND:FILE",
            defaultValue = "${env:UNDERSTUDY_IMAGE_TEACHER:-}",
            description = "second opinion for labels, never for events: detector:FILE.onnx (FastestDet on COCO) or "
                    + "clip:FILE.onnx (with FILE.onnx.json); asked by the perception stage "
                    + "(environment: UNDERSTUDY_IMAGE_TEACHER)")
    private String imageTeacher;

    @Option(names = "--event-time",
            description = "for replayed recordings: stamps alone decide which image belongs to which scan, whatever "
                    + "the pace; nothing is given up by the wall clock")
    private boolean eventTime;

    @Option(names = "--max-frame-age", paramLabel = "SECONDS",
            description = "LiDAR frames that have waited for longer on the broker are dropped and counted with reason "
                    + "overload; 0 = never (default 60, with --event-time 0)")
    private Double maxFrameAge;

    /** What chaos shows its audit with. */
    @Option(names = "--at-least-once", hidden = true,
            description = "records may be processed twice after a failure")
    private boolean atLeastOnce;

    @Override
    public Optional<NetworkUse> networks() {
        return stage == Stage.PERCEPTION ? Optional.empty() : NetworkUse.shipped(Use.SERVING);
    }

    @Override
    public Integer call() throws Exception {
        if (threads < 1 || maxObjects != null && maxObjects < 1) {
            throw new UserError(ExitCode.USAGE, "--threads and --max-objects are positive");
        }
        checkMaxFrameAge();
        if (stage != Stage.INFERENCE) {
            TeacherSource.of(imageTeacher()).check();
        }
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        OpenParts parts = new OpenParts();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAll(parts), "shutdown"));
        StreamProcess stream = parts.add(process(settings(), meters)).start();
        if (!stream.isCaughtUp()) {
            System.err.println("understudy: the checkpoint topic is not read yet; until it is, the bootstrap serves");
        }
        OpsServer server = parts.add(ops.serve(metricsPort, meters, stream::isAlive, Readiness.of(List.of(
                Condition.of("stream", stream::isRunning, "not all of its applications run")))));
        System.err.println("streaming; metrics and health on port " + server.port());
        return awaitEnd(stream);
    }

    private StreamProcess process(StreamsSettings settings, MeterRegistry meters) {
        return switch (stage) {
            case PERCEPTION -> StreamProcess.perception(settings, meters);
            case INFERENCE -> StreamProcess.inference(settings, serving(settings, meters), meters);
            case ALL -> StreamProcess.both(settings, serving(settings, meters), meters);
        };
    }

    private Serving serving(StreamsSettings settings, MeterRegistry meters) {
        return Serving.through(settings.registryUrl(), () -> keys == null ? ServedModel.bootstrap()
                : ServedModel.following(settings.kafka(), model, KeyRing.load(keys), instance, meters));
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

    private String imageTeacher() {
        return ServiceOptions.given(imageTeacher) ? imageTeacher : "";
    }

    private StreamsSettings settings() {
        StreamsSettings base = StreamsSettings.local(services.kafka(),
                stage == Stage.PERCEPTION ? "" : services.registry(), stateDir);
        StreamsSettings paced = eventTime ? base.replaying() : base;
        PerceptionSettings perception = paced.perception().withClaims(claims.settings())
                .withImageTeacher(imageTeacher());
        if (maxObjects != null) {
            perception = perception.withGate(perception.gate().withMaxObjects(maxObjects));
        }
        if (maxFrameAge != null) {
            perception = perception.withMaxFrameAge(Duration.ofMillis(Math.round(maxFrameAge * 1000)));
        }
        RunSettings run = paced.run().withThreads(threads);
        return paced.withPerception(perception).withRun(atLeastOnce ? run.atLeastOnce() : run);
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
