package dev.understudy.learning.train;

import dev.understudy.learning.sample.SampleEncoder;
import dev.understudy.learning.sample.TrainingSample;
import dev.understudy.proto.v1.RememberedObject;
import java.util.List;

/** Samples as messages and back: encoded anew from what they came from, so that they are the same to the bit. */
final class Remembered {

    private final SampleEncoder encoder;
    private final int classes;

    Remembered(SampleEncoder encoder, int classes) {
        this.encoder = encoder;
        this.classes = classes;
    }

    static RememberedObject of(TrainingSample sample) {
        return RememberedObject.newBuilder().setCluster(sample.origin()).setLabel(sample.label())
                .setTrack(sample.track()).build();
    }

    List<TrainingSample> samples(List<RememberedObject> objects) {
        return objects.stream().map(this::sample).toList();
    }

    private TrainingSample sample(RememberedObject object) {
        if (object.getLabel() < 0 || object.getLabel() >= classes) {
            throw new IllegalArgumentException("label " + object.getLabel() + " of " + classes);
        }
        return new TrainingSample(encoder.encode(object.getCluster()), object.getLabel(), object.getTrack(),
                object.getCluster());
    }
}
