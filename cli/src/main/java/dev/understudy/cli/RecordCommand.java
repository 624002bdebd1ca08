package dev.understudy.cli;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.StopOnInterrupt;
import dev.understudy.cli.common.TopicFlags;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.record.KafkaRecording;
import dev.understudy.cli.record.RecordedTopics;
import dev.understudy.cli.record.TopicReader;
import dev.understudy.cli.settings.ClaimStoreFlags;
import dev.understudy.cli.settings.ServiceOptions;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.mcap.Compression;
import dev.understudy.mcap.McapWriter;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.proto.Topics;
import dev.understudy.replay.DriveLogs;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.log.LoopedLog;
import dev.understudy.replay.record.TopicRecorder;
import dev.understudy.replay.wire.FrameMessages;
import dev.understudy.streams.claim.ClaimReader;
import dev.understudy.streams.event.EventSerdes;
import dev.understudy.streams.event.SchemaRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.common.serialization.Serde;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy record}: topics of a running system, or a log of any format, into an MCAP file. */
@Command(name = "record", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Record topics of a running system, or convert a recorded drive, into an MCAP file that Foxglove "
                + "opens. Ctrl-C ends a recording properly.")
final class RecordCommand implements Callable<Integer> {

    private static final long FOR_EVER_SECONDS = Integer.MAX_VALUE;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** Longest wait for one frame that lies in a claim-check store. */
    private static final Duration FETCH_LIMIT = Duration.ofSeconds(10);

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private ServiceOptions services;

    @Mixin
    private TopicFlags flags;

    @Mixin
    private ClaimStoreFlags claims;

    @Option(names = "--out", required = true, paramLabel = "FILE.mcap", description = "file to write")
    private Path out;

    @Option(names = "--log", paramLabel = "LOG", description = "convert this recorded drive; no broker is needed")
    private Path log;

    @Option(names = "--repeat", defaultValue = "1", paramLabel = "N",
            description = "with --log: play the drive so often, as one long drive (default 1)")
    private long repeat;

    @Option(names = "--topics", split = ",", defaultValue = "all", paramLabel = "NAME,...",
            description = "lidar, camera, calibration, pose, objects, clusters, samples, lifecycle, labels, "
                    + "dead-letters, all, or full names (default all)")
    private List<String> topics;

    @Option(names = "--from-start", description = "begin with the oldest record of each topic instead of the next one; "
            + "calibrations always do")
    private boolean fromStart;

    @Option(names = "--until-end", description = "stop at what is the end of the topics now; with --from-start")
    private boolean untilEnd;

    @Option(names = "--duration", paramLabel = "SECONDS",
            description = "stop after so long (default: when interrupted)")
    private Double duration;

    @Option(names = "--compression", defaultValue = "zstd", description = "zstd, lz4 or none (default zstd)")
    private Compression compression;

    @Override
    public Integer call() {
        McapWriter.Options defaults = McapWriter.Options.defaults();
        McapWriter.Options options = defaults.with(compression, defaults.chunkBytes());
        return log != null ? convert(options) : record(options);
    }

    private int convert(McapWriter.Options options) {
        long damaged = 0;
        try (DriveLog drive = new LoopedLog(() -> DriveLogs.open(log, flags.options()), repeat);
                TopicRecorder recorder = new TopicRecorder(McapWriter.create(out, options), drive.robots())) {
            FrameMessages messages = new FrameMessages(false);
            boolean more = true;
            while (more) {
                try {
                    LogRecord record = drive.next();
                    more = record != null;
                    if (more) {
                        recorder.accept(messages.of(record));
                    }
                } catch (RecordingException e) {
                    damaged++;
                    spec.commandLine().getErr().println("skipped: " + e.getMessage());
                }
            }
            recorder.close();
            report(recorder);
        }
        return damaged == 0 ? ExitCode.OK : ExitCode.INPUT;
    }

    private int record(McapWriter.Options options) {
        List<String> names = RecordedTopics.resolve(topics);
        boolean everything = topics.contains("all");
        Serde<ClassifiedObject> events = null;
        if (names.contains(Topics.OBJECT_EVENT)) {
            events = EventSerdes.classifiedObject(SchemaRegistry.open(services.registry()));
        }
        try (ClaimReader stored = ClaimReader.open(services.settings(claims).perception().claims(), FETCH_LIMIT,
                        new SimpleMeterRegistry());
                TopicReader reader = new TopicReader(services.kafka(), names, fromStart)) {
            if (!everything && !reader.missing().isEmpty()) {
                throw new UserError(ExitCode.USAGE, "--topics: the broker has no topic " + reader.missing().get(0)
                        + "; short names are " + RecordedTopics.names());
            }
            // Closed last, so that the process ends only when the file has.
            try (StopOnInterrupt stop = new StopOnInterrupt(reader::stop);
                    TopicRecorder recorder = new TopicRecorder(McapWriter.create(out, options))) {
                Duration limit = duration == null ? Duration.ofSeconds(FOR_EVER_SECONDS)
                        : Duration.ofNanos((long) (duration * NANOS_PER_SECOND));
                reader.read(new KafkaRecording(recorder, events, stored), untilEnd, limit);
                recorder.close();
                report(recorder);
            }
        }
        return ExitCode.OK;
    }

    private void report(TopicRecorder recorder) {
        PrintWriter lines = spec.commandLine().getOut();
        new TreeMap<>(recorder.counts()).forEach((topic, n) -> lines.printf(Locale.ROOT, "%8d  %s%n", n, topic));
        recorder.skipped().forEach((why, n) -> spec.commandLine().getErr().println("skipped " + n + ": " + why));
        lines.println("wrote " + out);
        lines.flush();
    }
}
