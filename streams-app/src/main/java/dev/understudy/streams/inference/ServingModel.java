package dev.understudy.streams.inference;

import dev.understudy.learning.label.Decision;
import dev.understudy.learning.label.Judgement;
import dev.understudy.learning.model.ClassScores;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.Cluster;
import java.util.List;

/** A checkpoint ready to judge and to classify. Used by several stream threads at once. */
public interface ServingModel extends AutoCloseable {

    /** What the checkpoint says of itself. */
    CheckpointManifest manifest();

    /** The teacher's class probabilities of every object of a frame, in order; one batched forward pass. */
    ClassScores teach(List<Cluster> objects);

    /** What the labelling rule says about object {@code i} of the teacher's scores. */
    Judgement judge(ClassScores teacher, int i, Cluster object);

    /**
     * The class probabilities that events are made of: the teacher's own, without another pass, when the teacher
     * serves, else the student's.
     */
    ClassScores serve(List<Cluster> objects, ClassScores teacher);

    /** The class that an event states for object {@code i} of the serving scores. */
    Decision decide(ClassScores serving, int i);

    @Override
    void close();
}
