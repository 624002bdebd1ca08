package dev.understudy.learning.teacher;

import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.perception.camera.RgbImage;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ImageCrop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A detector on the whole frame, whose boxes are matched to the objects' image boxes by overlap: best pairs first, each
 * box and each object once. The probability of the found class is the detection's score, the rest is spread evenly; an
 * object that nothing was found at gets no opinion, for a small detector misses much.
 */
public final class DetectorTeacher implements ImageTeacher {

    private static final float LEAST_SCORE = 0.4f;
    private static final float SUPPRESSION = 0.45f; // overlap of two boxes of one object
    private static final float LEAST_OVERLAP = 0.4f; // of a detection and an object's projection
    private static final int[] BLUE_FIRST = {2, 1, 0};
    private static final float[] ZEROS = {0, 0, 0};
    private static final float[] ONES = {1, 1, 1};
    /** Of COCO, by its 80 classes' order: those with a class of the road taxonomies. */
    private static final String[] COCO = {"pedestrian", "cyclist", "car", "motorcycle", null, "bus", null, "truck"};

    private final OnnxNetwork network;
    private final String name;
    private final int classes;
    private final int[] ownLabel; // by COCO class, -1 without a counterpart

    /** Opens a FastestDet ONNX file trained on COCO. */
    public DetectorTeacher(Path file, Taxonomy taxonomy) {
        this.network = new OnnxNetwork(file);
        this.name = ImageTeachers.DETECTOR + ":" + file.getFileName();
        this.classes = taxonomy.size();
        this.ownLabel = new int[COCO.length];
        for (int i = 0; i < COCO.length; i++) {
            ownLabel[i] = COCO[i] == null ? -1 : taxonomy.classNames().indexOf(COCO[i]);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public float[][] teach(RgbImage image, String cameraFrameId, List<Cluster> objects) {
        return opinions(match(detect(image), cameraFrameId, objects));
    }

    /** What the network finds that the taxonomy has a class for; labels are the taxonomy's. */
    List<Detection> detect(RgbImage image) {
        float[] planes = new float[3 * FastestDet.SIZE * FastestDet.SIZE];
        ImageInput.fill(image, new float[] {0, 0, image.width(), image.height()}, FastestDet.SIZE, BLUE_FIRST, ZEROS,
                ONES, planes, 0);
        OnnxNetwork.Output output = network.run(planes, 1, FastestDet.SIZE);
        if (output.shape().length != 4 || output.shape()[1] < COCO.length) {
            throw new TeacherException(name + ": its output is no grid of boxes and COCO classes");
        }
        List<Detection> own = new ArrayList<>();
        for (Detection d : FastestDet.read(output.values(), output.shape(), image.width(), image.height(),
                LEAST_SCORE)) {
            if (d.label() < ownLabel.length && ownLabel[d.label()] >= 0) {
                own.add(new Detection(d.box(), ownLabel[d.label()], d.score()));
            }
        }
        return Detection.suppressed(own, SUPPRESSION);
    }

    private record Pair(int object, Detection detection, float overlap) {
    }

    /** The detection of every object, or null. */
    static Detection[] match(List<Detection> detections, String cameraFrameId, List<Cluster> objects) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            ImageCrop crop = objects.get(i).getCrop();
            float[] box = {crop.getLeft(), crop.getTop(), crop.getRight(), crop.getBottom()};
            for (Detection d : Opinions.isIn(objects.get(i), cameraFrameId) ? detections : List.<Detection>of()) {
                float overlap = Detection.overlap(box, d.box());
                if (overlap >= LEAST_OVERLAP) {
                    pairs.add(new Pair(i, d, overlap));
                }
            }
        }
        pairs.sort(Comparator.comparing(Pair::overlap).reversed());
        Detection[] matched = new Detection[objects.size()];
        List<Detection> taken = new ArrayList<>();
        for (Pair pair : pairs) {
            if (matched[pair.object()] == null && !taken.contains(pair.detection())) {
                matched[pair.object()] = pair.detection();
                taken.add(pair.detection());
            }
        }
        return matched;
    }

    private float[][] opinions(Detection[] matched) {
        float[][] opinions = new float[matched.length][];
        for (int i = 0; i < matched.length; i++) {
            if (matched[i] != null) {
                opinions[i] = new float[classes];
                Arrays.fill(opinions[i], (1 - matched[i].score()) / (classes - 1));
                opinions[i][matched[i].label()] = matched[i].score();
            }
        }
        return opinions;
    }

    @Override
    public void close() {
        network.close();
    }
}
