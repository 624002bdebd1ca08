package dev.understudy.replay;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The formats of drive logs on the class path, in the order in which they are asked whether a log is theirs. */
public final class LogFormats {

    private static final List<LogFormat> ALL = ServiceLoader.load(LogFormat.class).stream()
            .map(ServiceLoader.Provider::get).sorted(Comparator.comparing(LogFormat::isLoose)).toList();

    private LogFormats() {
    }

    /** Names of all formats. */
    public static List<String> names() {
        return ALL.stream().map(LogFormat::name).toList();
    }

    /** The format of a file or folder; empty when none recognises it. */
    static Optional<LogFormat> of(Path path) {
        return ALL.stream().filter(format -> format.recognises(path)).findFirst();
    }

    static Stream<RecordingFormat> recordings() {
        return ALL.stream().filter(RecordingFormat.class::isInstance).map(RecordingFormat.class::cast);
    }

    /** What is looked for, for error messages: layouts by name, and recordings together. */
    static String lookedFor() {
        return ALL.stream().filter(format -> !(format instanceof RecordingFormat))
                .map(format -> format.name() + " (" + format.lookedFor() + ")").collect(Collectors.joining(", "))
                + " and recordings (" + Recordings.lookedFor() + ")";
    }
}
