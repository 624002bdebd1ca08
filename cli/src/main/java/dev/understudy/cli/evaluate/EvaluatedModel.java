package dev.understudy.cli.evaluate;

import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.streams.inference.TeacherAndStudent;
import dev.understudy.streams.model.LiveModel;

/** A checkpoint under evaluation, in native memory; {@code name} is what reports call it. */
record EvaluatedModel(String name, VerifiedCheckpoint checkpoint, LiveModel<TeacherAndStudent> live)
        implements AutoCloseable {

    static EvaluatedModel load(String name, VerifiedCheckpoint checkpoint) {
        return new EvaluatedModel(name, checkpoint,
                new LiveModel<>(checkpoint, TeacherAndStudent.load(checkpoint.checkpoint())));
    }

    @Override
    public void close() {
        live.close();
    }
}
