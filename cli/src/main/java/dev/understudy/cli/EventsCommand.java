package dev.understudy.cli;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.common.StopOnInterrupt;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.record.TopicReader;
import dev.understudy.cli.settings.ServiceOptions;
import dev.understudy.event.Box;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.proto.Topics;
import dev.understudy.streams.event.EventSerdes;
import dev.understudy.streams.event.SchemaRegistry;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine;

/** {@code understudy events}: what the stream publishes, as text. */
@Command(name = "events", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Print the events of classified objects as they are committed, one a line, until Ctrl-C.")
final class EventsCommand implements Callable<Integer> {

    private static final Duration FOR_EVER = Duration.ofSeconds(Integer.MAX_VALUE);

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private ServiceOptions services;

    @Option(names = "--from-start", description = "begin with the oldest event instead of the next one")
    private boolean fromStart;

    @Option(names = "--until-end", description = "stop at what is the end of the topic now; with --from-start")
    private boolean untilEnd;

    @Option(names = "--count", paramLabel = "N", defaultValue = "" + Long.MAX_VALUE,
            description = "stop after so many events (default: when interrupted)")
    private long count;

    @Option(names = "--json", description = "print every field of an event, one JSON object a line")
    private boolean json;

    private long printed;

    @Override
    public Integer call() {
        if (count < 1) {
            throw new UserError(ExitCode.USAGE, "--count is positive, got " + count);
        }
        try (Deserializer<ClassifiedObject> events =
                        EventSerdes.classifiedObject(SchemaRegistry.open(services.registry())).deserializer();
                TopicReader reader = new TopicReader(services.kafka(), List.of(Topics.OBJECT_EVENT), fromStart)) {
            if (!reader.missing().isEmpty()) {
                throw new UserError(ExitCode.SERVICE, "topic " + Topics.OBJECT_EVENT
                        + " does not exist; make it with: understudy topics create");
            }
            try (StopOnInterrupt stop = new StopOnInterrupt(reader::stop)) {
                reader.read(record -> print(record, events, reader), untilEnd, FOR_EVER);
            }
        }
        return ExitCode.OK;
    }

    private void print(ConsumerRecord<String, byte[]> record, Deserializer<ClassifiedObject> events,
            TopicReader reader) {
        if (printed == count) {
            return;
        }
        ClassifiedObject event = events.deserialize(record.topic(), record.value());
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? event.toString() : line(event));
        out.flush();
        if (++printed == count) {
            reader.stop();
        }
    }

    /** When, who, what, where: metres in the box's frame of reference. */
    static String line(ClassifiedObject event) {
        Box box = event.getBox();
        return Report.printable(String.format(Locale.ROOT, "%s  %s  %-14s %.2f  (%.1f, %.1f, %.1f) m  track %d  "
                + "model version %d", Report.time(event.getStampNs()), event.getRobot(), event.getClassName(),
                event.getScore(), box.getX(), box.getY(), box.getZ(), event.getTrackId(), event.getModelVersion()));
    }
}
