package dev.understudy.streams.inference;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.label.Decision;
import dev.understudy.learning.label.Judgement;
import dev.understudy.learning.model.ClassScores;
import dev.understudy.learning.model.Classifier;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.Cluster;
import java.util.List;

/** The two networks of a checkpoint in native memory; the student only where its weights serve. */
public final class TeacherAndStudent implements ServingModel {

    private final CheckpointManifest manifest;
    private final Classifier teacher;
    /** Null while the teacher's weights serve. */
    private final Classifier student;

    private TeacherAndStudent(CheckpointManifest manifest, Classifier teacher, Classifier student) {
        this.manifest = manifest;
        this.teacher = teacher;
        this.student = student;
    }

    /** Loads a checkpoint. */
    public static TeacherAndStudent load(Checkpoint checkpoint) {
        boolean studentServes = Classifier.STUDENT.equals(checkpoint.manifest().getServing());
        return new TeacherAndStudent(checkpoint.manifest(), Classifier.open(checkpoint, Classifier.TEACHER),
                studentServes ? Classifier.open(checkpoint, Classifier.STUDENT) : null);
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
