package dev.understudy.learning.teacher;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An ONNX file of one image input and at least one float output, on one thread. */
final class OnnxNetwork implements AutoCloseable {

    private final Path file;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final String input;

    /**
     * What a run gave.
     *
     * @param shape of the first output
     * @param values row-major
     */
    record Output(long[] shape, float[] values) {
    }

    /** @throws TeacherException when the file is missing or no ONNX network of one input */
    OnnxNetwork(Path file) {
        this.file = file;
        if (!Files.isRegularFile(file)) {
            throw new TeacherException(file + ": no such file");
        }
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(file.toString(), options);
        } catch (OrtException e) {
            throw new TeacherException(file + ": not a network that ONNX Runtime reads: " + oneLine(e), e);
        }
        if (session.getInputNames().size() != 1) {
            int inputs = session.getInputNames().size();
            close();
            throw new TeacherException(file + ": has " + inputs + " inputs, not one");
        }
        input = session.getInputNames().iterator().next();
    }

    /** Runs one input [rows, 3, size, size]. */
    Output run(float[] planes, int rows, int size) {
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(planes),
                new long[] {rows, 3, size, size}); OrtSession.Result result = session.run(Map.of(input, tensor))) {
            if (!(result.get(0) instanceof OnnxTensor output)) {
                throw new TeacherException(file + ": its first output is no tensor");
            }
            FloatBuffer buffer = output.getFloatBuffer();
            float[] values = new float[buffer.remaining()];
            buffer.get(values);
            return new Output(output.getInfo().getShape(), values);
        } catch (OrtException e) {
            throw new TeacherException(file + ": cannot be run on images of " + size + " x " + size + ": "
                    + oneLine(e), e);
        }
    }

    private static String oneLine(OrtException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new TeacherException(file + ": cannot be closed: " + oneLine(e), e);
        }
    }
}
