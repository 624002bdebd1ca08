package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.perception.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo on twenty real KITTI frames. */
@Tag("broker")
@Tag("child-process")
@Tag("real-data")
class DemoOnRealFramesIT {

    private static final int FRAMES = 20;
    /** What KITTI's own evaluation calls a hit for cars. */
    private static final double GOOD_IOU = 0.7;
    /** Of the 54 labelled cars, those that have a cluster of their own, at least. */
    private static final int MATCHED_CARS = 20;
    /** Five degrees are 63 pixels: boxes of cars nearby, 200 to 340 wide, keep overlapping; 0.47 was seen, not 0.88. */
    private static final double COLLAPSED_IOU = 0.55;
    private static final double TURN = Math.toRadians(5);
    /** Columns of KITTI's tracking labels. */
    private static final int X = 13;
    private static final int ROTATION = 16;

    @TempDir
    private Path folder;

    @Test
    void shouldPutBoxesOnCars() throws Exception {
        JsonNode summary = play(RealData.folder("kitti_raw"), "straight");

        DemoIT.assertConserved(summary);
        assertThat(summary.requiredAt("/frames/lidar/paired").asInt()).isEqualTo(FRAMES);
        assertThat(summary.requiredAt("/deadLetters").asInt()).isZero();
        assertThat(summary.requiredAt("/events").asInt()).isGreaterThan(FRAMES);
        assertThat(summary.requiredAt("/log/clustersPerFrame").asDouble()).isGreaterThan(1);
        assertThat(summary.requiredAt("/log/objectsPerClass").size()).isPositive();
        assertThat(summary.requiredAt("/log/medianCarIou").asDouble()).isGreaterThan(GOOD_IOU);
        assertThat(folder.resolve("straight/frame.png")).isNotEmptyFile();
    }

    @Test
    void shouldCollapseUnderATurnedCalibration() throws Exception {
        JsonNode summary = play(turned(RealData.folder("kitti_raw")), "turned");

        assertThat(summary.requiredAt("/log/matchedCars").asInt()).as("labels follow the turn, clusters do not move")
                .isGreaterThanOrEqualTo(MATCHED_CARS);
        assertThat(summary.requiredAt("/log/medianCarIou").isNumber()).isTrue();
        assertThat(summary.requiredAt("/log/medianCarIou").asDouble()).isLessThan(COLLAPSED_IOU);
    }

    private JsonNode play(Path log, String name) throws Exception {
        CommandRun run = CommandRun.understudy(folder, "demo", "--headless", "--json", "--log", log.toString(),
                "--run-dir", folder.resolve(name).toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        System.out.println(run.json().requiredAt("/log"));
        return run.json();
    }

    /**
     * The same recording, its files linked, with the camera turned about the vertical. The 3D labels, which are given
     * in the camera's frame, turn with it, so that they stay on their objects; their boxes in the image stay.
     */
    private Path turned(Path log) throws IOException {
        Path copy = Files.createDirectories(folder.resolve("kitti_raw"));
        try (Stream<Path> all = Files.walk(log)) {
            for (Path from : (Iterable<Path>) all::iterator) {
                Path to = copy.resolve(log.relativize(from).toString());
                if (Files.isDirectory(from)) {
                    Files.createDirectories(to);
                } else if (from.endsWith("calib_velo_to_cam.txt")) {
                    Files.writeString(to, turn(Files.readString(from)));
                } else if (from.getParent().endsWith("label_02")) {
                    Files.writeString(to, turnLabels(Files.readString(from)));
                } else {
                    Files.createSymbolicLink(to, from);
                }
            }
        }
        return copy;
    }

    /** Turns {@code R} and {@code T} of camera-from-LiDAR about the camera's y axis, which points down. */
    private static String turn(String calibration) {
        StringBuilder out = new StringBuilder();
        for (String line : calibration.lines().toList()) {
            if (line.startsWith("R:")) {
                double[] r = numbers(line);
                out.append("R:");
                for (int row = 0; row < 3; row++) {
                    for (int column = 0; column < 3; column++) {
                        out.append(' ').append(turned(row, r[column], r[3 + column], r[6 + column]));
                    }
                }
                out.append('\n');
            } else if (line.startsWith("T:")) {
                double[] t = numbers(line);
                out.append("T:");
                for (int row = 0; row < 3; row++) {
                    out.append(' ').append(turned(row, t[0], t[1], t[2]));
                }
                out.append('\n');
            } else {
                out.append(line).append('\n');
            }
        }
        return out.toString();
    }

    /** Turns location (x, y, z) and rotation_y, the last four fields of a tracking label. */
    private static String turnLabels(String labels) {
        StringBuilder out = new StringBuilder();
        for (String line : labels.lines().toList()) {
            String[] field = line.strip().split("\\s+");
            double[] at = Stream.of(field).skip(X).limit(3).mapToDouble(Double::parseDouble).toArray();
            for (int row = 0; row < 3; row++) {
                field[X + row] = Double.toString(turned(row, at[0], at[1], at[2]));
            }
            field[ROTATION] = Double.toString(Double.parseDouble(field[ROTATION]) + TURN);
            out.append(String.join(" ", field)).append('\n');
        }
        return out.toString();
    }

    private static double turned(int row, double x, double y, double z) {
        return switch (row) {
            case 0 -> Math.cos(TURN) * x + Math.sin(TURN) * z;
            case 1 -> y;
            default -> -Math.sin(TURN) * x + Math.cos(TURN) * z;
        };
    }

    private static double[] numbers(String line) {
        return Stream.of(line.substring(2).strip().split("\\s+")).mapToDouble(Double::parseDouble).toArray();
    }
}
