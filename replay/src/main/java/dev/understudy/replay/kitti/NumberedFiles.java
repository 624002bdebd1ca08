package dev.understudy.replay.kitti;

import dev.understudy.replay.log.LogException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files whose name is a frame number, e.g. {@code 0000000042.bin}. */
public final class NumberedFiles {

    private NumberedFiles() {
    }

    /**
     * Lists a folder.
     *
     * @param extensions alternatives as a regular expression, e.g. {@code png|jpg}
     * @return path by frame number; empty when the folder is missing
     */
    public static NavigableMap<Integer, Path> list(Path folder, String extensions) {
        NavigableMap<Integer, Path> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        Pattern name = Pattern.compile("(\\d{1,9}|0\\d{9})\\.(" + extensions + ")");
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path file : stream) {
                Matcher matcher = name.matcher(file.getFileName().toString());
                if (matcher.matches()) {
                    files.put(Integer.valueOf(matcher.group(1)), file);
                }
            }
        } catch (IOException e) {
            throw new LogException(folder + ": cannot be listed: " + e.getMessage(), e);
        }
        return files;
    }
}
