package dev.understudy.learning.model;

import dev.understudy.learning.SyntheticObjects;
import dev.understudy.learning.Untrained;
import dev.understudy.learning.maths.Promised;
import dev.understudy.learning.sample.EncodedObject;
import dev.understudy.learning.sample.SampleEncoder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The widths that ship: small ones compute by other routines. */
@Tag("numbers")
class BatchBitsTest {

    private static final int MOST = 40; // objects of a frame
    private static final int MANY = 64; // objects of the largest batch

    static Stream<Architecture> networks() {
        return Stream.of(Architecture.defaults(), Architecture.tokenDefaults());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void shouldClassifyAnObjectAlikeInBatchesOfAnySize(Architecture architecture) {
        SampleEncoder encoder = new SampleEncoder(architecture.encoder());
        List<EncodedObject> objects = SyntheticObjects.perClass(7, 0.5, 31).subList(0, MANY).stream()
                .map(o -> encoder.encode(o.cluster())).toList();
        try (Classifier classifier = Classifier.open(Untrained.checkpoint(architecture, 9))) {
            ClassScores together = classifier.classifyEncoded(objects);
            for (int count = 1; count <= MOST; count++) {
                ClassScores few = classifier.classifyEncoded(objects.subList(MANY - count, MANY));
                for (int i = 0; i < count; i++) {
                    String which = "object " + i + " of " + count;
                    Promised.same(few.point()[i], together.point()[MANY - count + i], which);
                    Promised.same(few.image()[i], together.image()[MANY - count + i], which);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void shouldClassifyAFewImagesAmongManyObjectsAlike(Architecture architecture) {
        SampleEncoder encoder = new SampleEncoder(architecture.encoder());
        List<EncodedObject> objects = SyntheticObjects.perClass(1, 0.5, 32).stream()
                .map(o -> encoder.encode(o.cluster())).toList();
        try (Classifier classifier = Classifier.open(Untrained.checkpoint(architecture, 9))) {
            ClassScores all = classifier.classifyEncoded(objects);
            for (int pictured = 1; pictured < objects.size(); pictured++) {
                int seen = pictured;
                List<EncodedObject> some = Stream.concat(objects.subList(0, seen).stream(),
                        SyntheticObjects.perClass(1, 0.5, 32).subList(seen, objects.size()).stream()
                                .map(o -> encoder.encode(o.cluster().toBuilder().clearCrop().build()))).toList();
                ClassScores scores = classifier.classifyEncoded(some);
                Promised.same(scores.image()[0], all.image()[0], seen + " images");
                Promised.same(scores.point()[9], all.point()[9], seen + " images");
            }
        }
    }
}
