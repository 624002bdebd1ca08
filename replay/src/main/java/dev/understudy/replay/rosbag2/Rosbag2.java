package dev.understudy.replay.rosbag2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.understudy.mcap.McapSource;
import dev.understudy.mcap.message.MessageSource;
import dev.understudy.mcap.message.RecordingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Folders that {@code ros2 bag record} makes: {@code metadata.yaml} and one or more files in MCAP or sqlite3 storage.
 * Without the metadata (the recorder was killed) the files are read in the order of their names, if they share topics.
 */
final class Rosbag2 {

    private static final String METADATA = "metadata.yaml";

    private Rosbag2() {
    }

    /** Says whether a file is a database, or a folder a recording. */
    static boolean recognises(Path path) {
        if (Files.isRegularFile(path)) {
            return Sqlite3Source.recognises(path);
        }
        return Files.isDirectory(path)
                && (Files.isRegularFile(path.resolve(METADATA)) || !storageFiles(path).isEmpty());
    }

    /**
     * Opens a recording.
     *
     * @throws RecordingException when the metadata or a file cannot be read, is compressed as a whole, or, without
     *     metadata, when the files are not parts of one recording
     */
    static MessageSource open(Path path) {
        if (Files.isRegularFile(path)) {
            return Sqlite3Source.open(path);
        }
        Path metadata = path.resolve(METADATA);
        List<Path> files = Files.isRegularFile(metadata) ? listed(metadata) : storageFiles(path);
        if (files.isEmpty()) {
            throw new RecordingException(metadata + ": names no files");
        }
        List<MessageSource> sources = new ArrayList<>();
        try {
            files.forEach(file -> sources.add(openFile(file)));
            if (!Files.isRegularFile(metadata)) {
                checkParts(path, sources);
            }
        } catch (RecordingException e) {
            sources.forEach(MessageSource::close);
            throw e;
        }
        return new JoinedSource(path.toAbsolutePath().normalize().getFileName().toString(), List.copyOf(sources));
    }

    /** Parts of one recording have topics in common; a folder where people keep their recordings has not. */
    private static void checkParts(Path folder, List<MessageSource> files) {
        Set<String> first = topics(files.get(0));
        for (MessageSource file : files) {
            if (!topics(file).isEmpty() && Collections.disjoint(first, topics(file))) {
                throw new RecordingException(folder + ": is no recording but a folder of several: "
                        + files.get(0).name() + " and " + file.name() + " share no topic; name one of them");
            }
            first = first.isEmpty() ? topics(file) : first;
        }
    }

    private static Set<String> topics(MessageSource file) {
        return file.channels().stream().map(c -> c.topic() + ' ' + c.schema().name()).collect(Collectors.toSet());
    }

    private static List<Path> listed(Path metadata) {
        JsonNode info;
        try {
            info = new YAMLMapper().readTree(metadata.toFile()).path("rosbag2_bagfile_information");
        } catch (IOException e) {
            throw new RecordingException(
                    metadata + ": is no YAML: " + e.getMessage().lines().findFirst().orElse(""), e);
        }
        String mode = info.path("compression_mode").asText("");
        if (!mode.isEmpty() && !mode.equalsIgnoreCase("none")) {
            throw new RecordingException(metadata + ": the recording is compressed by "
                    + mode.toLowerCase(Locale.ROOT) + " (" + info.path("compression_format").asText()
                    + "); unpack it with 'ros2 bag convert', or record with the MCAP storage's own compression");
        }
        List<Path> files = new ArrayList<>();
        info.path("relative_file_paths").forEach(f -> files.add(metadata.resolveSibling(f.asText())));
        return files;
    }

    private static MessageSource openFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new RecordingException(file + ": is named in the recording's metadata but missing");
        }
        if (McapSource.recognises(file)) {
            return McapSource.open(file);
        }
        if (Sqlite3Source.recognises(file)) {
            return Sqlite3Source.open(file);
        }
        throw new RecordingException(file + ": neither MCAP nor sqlite3 storage of rosbag2");
    }

    private static List<Path> storageFiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".db3") || f.toString().endsWith(".mcap")).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
