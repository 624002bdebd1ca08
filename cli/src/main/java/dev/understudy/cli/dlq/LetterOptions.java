package dev.understudy.cli.dlq;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.kafka.CommittedRecords;
import dev.understudy.cli.settings.ServiceOptions;
import dev.understudy.proto.Topics;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which dead letters a {@code understudy dlq} command is about: those that match every filter given. */
final class LetterOptions {

    @Mixin
    private ServiceOptions services;

    @Option(names = "--id", split = ",", paramLabel = "PARTITION:OFFSET", description = "these letters; repeatable")
    private List<String> ids = List.of();

    @Option(names = "--reason", split = ",", paramLabel = "REASON", description = "died of one of these reasons")
    private List<String> reasons = List.of();

    @Option(names = "--topic", split = ",", paramLabel = "TOPIC", description = "came from one of these topics")
    private List<String> topics = List.of();

    @Option(names = "--robot", split = ",", paramLabel = "ROBOT", description = "have one of these keys")
    private List<String> robots = List.of();

    @Option(names = "--since", paramLabel = "TIME", description = "written at this time or later, ISO 8601")
    private String since;

    @Option(names = "--until", paramLabel = "TIME", description = "written before this time, ISO 8601")
    private String until;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    ServiceOptions services() {
        return services;
    }

    boolean json() {
        return json;
    }

    /** Whether the user has chosen any. */
    boolean chosen() {
        return since != null || until != null
                || !(ids.isEmpty() && reasons.isEmpty() && topics.isEmpty() && robots.isEmpty());
    }

    /** Hands over the letters that match, as they are now; those written meanwhile are not seen. */
    void read(Consumer<DeadLetter> sink) {
        Instant from = time("--since", since);
        Instant to = time("--until", until);
        Instant begin = from == null ? Instant.EPOCH : from;
        try (CommittedRecords records = new CommittedRecords(services.kafka())) {
            records.read(Topics.DEAD_LETTER, begin, to, record -> {
                DeadLetter letter = DeadLetter.of(record);
                if (matches(letter)) {
                    sink.accept(letter);
                }
            });
        }
    }

    private boolean matches(DeadLetter letter) {
        return among(ids, letter.id()) && among(reasons, letter.reason()) && among(topics, letter.topic())
                && among(robots, letter.key());
    }

    private static boolean among(List<String> wanted, String value) {
        return wanted.isEmpty() || wanted.contains(value);
    }

    private static Instant time(String flag, String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new UserError(ExitCode.USAGE, flag + ": '" + Report.printable(text)
                    + "' is no time; write it as 2026-11-20T10:00:00Z", e);
        }
    }
}
