package dev.understudy.replay.pandaset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.log.LogException;
import java.io.IOException;
import java.nio.file.Path;

/** Reads a frame's calibration: K of the undistorted image, its size, and the camera's pose. */
final class PandaSetCalibration {

    private PandaSetCalibration() {
    }

    static CameraMount read(Path file, long validFromNanos, long shutterOffsetNanos) {
        JsonNode json;
        try {
            json = new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new LogException(file + ": no calibration can be read: " + e.getMessage().lines().findFirst()
                    .orElse(""), e);
        }
        double[] matrix = new double[12];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = number(json, "/T_camera_from_lidar/" + i / 4 + "/" + i % 4, file);
        }
        CameraMount.Intrinsics intrinsics = new CameraMount.Intrinsics((int) number(json, "/image_size/0", file),
                (int) number(json, "/image_size/1", file), number(json, "/K/0/0", file), number(json, "/K/1/1", file),
                number(json, "/K/0/2", file), number(json, "/K/1/2", file), "", new double[0]);
        return new CameraMount(PandaSetLog.CAMERA, PandaSetLog.LIDAR, validFromNanos, shutterOffsetNanos, intrinsics,
                new RigidTransform(matrix));
    }

    private static double number(JsonNode json, String at, Path file) {
        JsonNode value = json.at(at);
        if (!value.isNumber()) {
            throw new LogException(file + ": no number at " + at);
        }
        return value.asDouble();
    }
}
