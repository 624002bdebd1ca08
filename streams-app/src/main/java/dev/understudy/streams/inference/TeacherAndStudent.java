package dev.understudy.streams.inference;

import com.google.protobuf.ByteString;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.label.Decision;
import dev.understudy.learning.label.Judgement;
import dev.understudy.learning.model.ClassScores;
import dev.understudy.learning.model.Classifier;
import dev.understudy.learning.sample.EncoderConfig;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ImageCrop;
import dev.understudy.proto.v1.QuantisedPoints;
import java.util.Collections;
import java.util.List;

/** The two networks of a checkpoint in native memory; the student only where its weights serve. */
public final class TeacherAndStudent implements ServingModel {

    /** Objects of a usual frame: the size of batch the first real one will have. */
    private static final int WARM_UP_OBJECTS = 32;

    private final CheckpointManifest manifest;
    private final Classifier teacher;
    /** Null while the teacher's weights serve. */
    private final Classifier student;

    private TeacherAndStudent(CheckpointManifest manifest, Classifier teacher, Classifier student) {
        this.manifest = manifest;
        this.teacher = teacher;
        this.student = student;
    }

    /** Loads a checkpoint and runs both networks once, so that the first real batch is not the slow one. */
    public static TeacherAndStudent load(Checkpoint checkpoint) {
        boolean studentServes = Classifier.STUDENT.equals(checkpoint.manifest().getServing());
        Classifier teacher = Classifier.open(checkpoint, Classifier.TEACHER);
        TeacherAndStudent loaded;
        try {
            loaded = new TeacherAndStudent(checkpoint.manifest(), teacher,
                    studentServes ? Classifier.open(checkpoint, Classifier.STUDENT) : null);
        } catch (RuntimeException e) {
            teacher.close();
            throw e;
        }
        try {
            loaded.warmUp();
            return loaded;
        } catch (RuntimeException e) {
            loaded.close();
            throw e;
        }
    }

    private void warmUp() {
        EncoderConfig input = teacher.encoder().config();
        int side = input.imageSize();
        List<Cluster> blanks = Collections.nCopies(WARM_UP_OBJECTS, Cluster.newBuilder()
                .setPoints(QuantisedPoints.newBuilder().setCount(1).setScale(1)
                        .setXyz(ByteString.copyFrom(new byte[6])))
                .setCrop(ImageCrop.newBuilder().setWidth(side).setHeight(side)
                        .setRgb(ByteString.copyFrom(new byte[side * side * 3])))
                .build());
        serve(blanks, teach(blanks));
    }

    @Override
    public CheckpointManifest manifest() {
        return manifest;
    }

    @Override
    public ClassScores teach(List<Cluster> objects) {
        return teacher.classify(objects);
    }

    @Override
    public Judgement judge(ClassScores scores, int i, Cluster object) {
        return teacher.judge(scores, i, object);
    }

    @Override
    public ClassScores serve(List<Cluster> objects, ClassScores teacherScores) {
        return student == null ? teacherScores : student.classify(objects);
    }

    @Override
    public Decision decide(ClassScores serving, int i) {
        return (student == null ? teacher : student).decide(serving, i);
    }

    @Override
    public void close() {
        teacher.close();
        if (student != null) {
            student.close();
        }
    }
}
