package dev.understudy.learning.teacher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.perception.camera.RgbImage;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ImageCrop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A CLIP-like image encoder on each object's part of the frame, held against text embeddings of the classes: softmax of
 * the scaled cosines (arXiv 2103.00020). The encoder is an ONNX file from [n, 3, S, S] to [n, D]; beside it lies
 * {@code FILE.json} with the classes. docs/image-teachers.md says how both are made from a public checkpoint.
 */
public final class ClipTeacher implements ImageTeacher {

    private static final int[] RED_FIRST = {0, 1, 2};
    private static final float MARGIN = 0.1f; // of the box, so that the object is not cut off
    private static final float LEAST_SIDE = 24; // pixels; less says nothing

    private final OnnxNetwork network;
    private final String name;
    private final Classes classes;
    private final float[][] text; // unit rows in taxonomy order

    /**
     * The file beside the network.
     *
     * @param size side of the input, pixels
     * @param mean per channel, of values in [0, 1]
     * @param deviation per channel
     * @param logitScale cosine to logit
     * @param embeddings text embedding by class name of the taxonomy
     */
    record Classes(int size, float[] mean, float[] deviation, float logitScale, Map<String, float[]> embeddings) {
    }

    /** Opens both files. */
    public ClipTeacher(Path file, Taxonomy taxonomy) {
        this.classes = read(Path.of(file + ".json"));
        this.text = text(classes, taxonomy, Path.of(file + ".json"));
        this.network = new OnnxNetwork(file);
        this.name = ImageTeachers.CLIP + ":" + file.getFileName();
    }

    private static Classes read(Path file) {
        try {
            Classes read = new ObjectMapper().readValue(Files.readAllBytes(file), Classes.class);
            if (read.size() < 1 || read.mean() == null || read.mean().length != 3 || read.deviation() == null
                    || read.deviation().length != 3 || read.embeddings() == null) {
                throw new TeacherException(file + ": needs size, three of mean and deviation, logitScale, embeddings");
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new TeacherException(file + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new TeacherException(file + ": cannot be read; it holds the classes of the network beside it", e);
        }
    }

    private static float[][] text(Classes classes, Taxonomy taxonomy, Path file) {
        float[][] rows = new float[taxonomy.size()][];
        for (int k = 0; k < rows.length; k++) {
            float[] embedding = classes.embeddings().get(taxonomy.nameOf(k));
            if (embedding == null || k > 0 && embedding.length != rows[0].length) {
                throw new TeacherException(file + ": no embedding, or one of another length, of " + taxonomy.nameOf(k));
            }
            rows[k] = unit(embedding, 0, embedding.length);
        }
        return rows;
    }

    private static float[] unit(float[] values, int from, int length) {
        double norm = 0;
        for (int i = from; i < from + length; i++) {
            norm += (double) values[i] * values[i];
        }
        float[] unit = new float[length];
        for (int i = 0; i < length; i++) {
            unit[i] = (float) (values[from + i] / Math.max(1e-12, Math.sqrt(norm)));
        }
        return unit;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public float[][] teach(RgbImage image, String cameraFrameId, List<Cluster> objects) {
        List<Integer> rows = new ArrayList<>();
        List<float[]> boxes = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            float[] box = box(objects.get(i).getCrop(), image);
            if (Opinions.isIn(objects.get(i), cameraFrameId)
                    && Math.max(box[2] - box[0], box[3] - box[1]) >= LEAST_SIDE) {
                rows.add(i);
                boxes.add(box);
            }
        }
        float[][] opinions = Opinions.none(objects);
        if (rows.isEmpty()) {
            return opinions;
        }
        int floats = 3 * classes.size() * classes.size();
        float[] planes = new float[rows.size() * floats];
        for (int i = 0; i < rows.size(); i++) {
            ImageInput.fill(image, boxes.get(i), classes.size(), RED_FIRST, classes.mean(), classes.deviation(), planes,
                    i * floats);
        }
        OnnxNetwork.Output output = network.run(planes, rows.size(), classes.size());
        int depth = text[0].length;
        if (output.values().length != rows.size() * depth) {
            throw new TeacherException(name + ": embeds into " + output.values().length / rows.size()
                    + " dimensions, its classes into " + depth);
        }
        for (int i = 0; i < rows.size(); i++) {
            opinions[rows.get(i)] = distribution(unit(output.values(), i * depth, depth));
        }
        return opinions;
    }

    /** A square around the object's box, so that nothing is stretched, within the image. */
    private static float[] box(ImageCrop crop, RgbImage image) {
        float side = (1 + 2 * MARGIN) * Math.max(crop.getRight() - crop.getLeft(), crop.getBottom() - crop.getTop());
        float cx = (crop.getLeft() + crop.getRight()) / 2;
        float cy = (crop.getTop() + crop.getBottom()) / 2;
        return new float[] {Math.max(0, cx - side / 2), Math.max(0, cy - side / 2),
            Math.min(image.width(), cx + side / 2), Math.min(image.height(), cy + side / 2)};
    }

    private float[] distribution(float[] embedding) {
        double[] logits = new double[text.length];
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < logits.length; k++) {
            for (int i = 0; i < embedding.length; i++) {
                logits[k] += classes.logitScale() * embedding[i] * text[k][i];
            }
            largest = Math.max(largest, logits[k]);
        }
        double sum = 0;
        for (int k = 0; k < logits.length; k++) {
            logits[k] = StrictMath.exp(logits[k] - largest);
            sum += logits[k];
        }
        float[] out = new float[logits.length];
        for (int k = 0; k < out.length; k++) {
            out[k] = (float) (logits[k] / sum);
        }
        return out;
    }

    @Override
    public void close() {
        network.close();
    }
}
