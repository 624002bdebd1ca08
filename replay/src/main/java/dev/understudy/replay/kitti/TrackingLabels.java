package dev.understudy.replay.kitti;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Labels of the tracking benchmark that belong to a raw drive. They are looked for in a folder {@code label_02} in
 * the drive's folder, its date folder, or the folder above; the file is named by the drive (with or without
 * {@code _sync}) or by the benchmark's sequence number.
 */
final class TrackingLabels {

    /** Training sequence by drive; drives and frame numbers of both benchmarks agree. */
    private static final Map<String, String> SEQUENCES = sequences();

    private TrackingLabels() {
    }

    private static Map<String, String> sequences() {
        Map<String, String> map = new HashMap<>();
        int sequence = 0;
        for (String drive : List.of("0005", "0009", "0011", "0013", "0014", "0015", "0018", "0022", "0032", "0036",
                "0056", "0059", "0060", "0091")) {
            map.put("2011_09_26_drive_" + drive, String.format(Locale.ROOT, "%04d", sequence++));
        }
        return map;
    }

    /** The label file of a drive, or {@code null}. */
    static Path find(Path driveFolder) {
        String full = driveFolder.getFileName().toString();
        String drive = KittiRawLog.robot(driveFolder);
        Path folder = driveFolder;
        for (int up = 0; up < 3 && folder != null; up++, folder = folder.getParent()) {
            for (String name : new String[] {full, drive, SEQUENCES.getOrDefault(drive, full)}) {
                Path file = folder.resolve("label_02").resolve(name + ".txt");
                if (Files.isRegularFile(file)) {
                    return file;
                }
            }
        }
        return null;
    }

    /**
     * Labels by frame. The last labelled frame ends the truth: frames behind it are unlabelled, frames before it
     * without a line hold no object.
     */
    static TreeMap<Integer, List<KittiLabel>> read(Path file) {
        TreeMap<Integer, List<KittiLabel>> byFrame = new TreeMap<>();
        List<String> lines = KittiFiles.lines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                KittiLabel label = KittiLabel.ofTracking(lines.get(i), file + ":" + (i + 1));
                byFrame.computeIfAbsent(label.frame(), f -> new ArrayList<>()).add(label);
            }
        }
        return byFrame;
    }
}
