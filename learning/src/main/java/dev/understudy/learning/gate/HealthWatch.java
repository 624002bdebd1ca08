package dev.understudy.learning.gate;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.gate.ServedStatistics.Answer;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.model.ClassScores;
import dev.understudy.learning.model.Classifier;
import dev.understudy.learning.sample.EncodedObject;
import dev.understudy.learning.sample.SampleEncoder;
import dev.understudy.learning.sample.Floats;
import dev.understudy.proto.v1.PseudoLabelledSample;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Watches the live model without one label of the stream: what it said of the records that come back as samples, held
 * against what the bootstrap, and the model that was live before it, say of the very same objects, and its accuracy on
 * labelled source objects. A shift of the stream moves both sides alike; a model that has gone bad moves one. Not
 * thread-safe.
 */
public final class HealthWatch {

    private final HealthConfig.Checks checks;
    private final List<Criterion<LiveFigures>> tests;
    private final Checkpoint base;
    private final Canary canary;
    private final SampleEncoder encoder;
    private final ArrayDeque<Served> window = new ArrayDeque<>();
    private Checkpoint live;
    private Checkpoint before;
    private long seen;
    private int sinceCheck;
    private int failedInARow;

    private record Served(EncodedObject object, Answer answer) {
    }

    /**
     * Watches nothing yet.
     *
     * @param base the bootstrap
     */
    public HealthWatch(HealthConfig config, Checkpoint base, Canary canary) {
        checks = config.checks();
        tests = LiveFigures.tests(config);
        this.base = base;
        this.canary = canary;
        this.encoder = new SampleEncoder(Architecture.parse(base.manifest().getArchitecture()).encoder());
    }

    /** A version is live from now on; what earlier ones said counts no more. */
    public void live(Checkpoint version, Checkpoint previous) {
        live = version;
        before = previous;
        window.clear();
        seen = 0;
        sinceCheck = 0;
        failedInARow = 0;
    }

    /** Lets go of every object looked at: those to come are judged as ever. */
    public void forget() {
        window.clear();
    }

    /** Looks at a record, if the live version judged it with both branches, and nobody else had a say in it. */
    public void observe(PseudoLabelledSample record) {
        int classes = base.manifest().getClassNamesCount();
        if (live == null || record.getTeacher().getVersion() != live.manifest().getVersion()
                || !record.getImageTeacher().isEmpty() || record.getPointDistributionCount() != classes
                || record.getImageDistributionCount() != classes || seen++ % checks.sampleEvery() != 0) {
            return;
        }
        EncodedObject object = encoder.encode(record.getCluster());
        if (!object.hasImage()) {
            return;
        }
        window.addLast(new Served(object, new Answer(Floats.of(record.getPointDistributionList()),
                Floats.of(record.getImageDistributionList()), record.getPointWeight())));
        if (window.size() > checks.window()) {
            window.removeFirst();
        }
        sinceCheck++;
    }

    /** The report of a check that is due and says that the live model has declined. */
    public Optional<GateReport> decline() {
        if (live == null || window.size() < checks.minimum() || sinceCheck < checks.checkEvery()) {
            return Optional.empty();
        }
        sinceCheck = 0;
        GateReport report = check();
        failedInARow = report.passed() ? 0 : failedInARow + 1;
        // Labels do not fluctuate: one look at the source objects is enough.
        boolean declined = failedInARow >= checks.inARow() || report.failed(GateTest.CANARY_VS_BASE);
        return declined ? Optional.of(report) : Optional.empty();
    }

    /** Every test on what is in the window now. */
    GateReport check() {
        List<EncodedObject> objects = window.stream().map(Served::object).toList();
        ServedStatistics served = ServedStatistics.of(window.stream().map(Served::answer).toList());
        ServedStatistics ofBase = statistics(base, objects);
        ServedStatistics ofBefore = before == base ? ofBase : statistics(before, objects);
        return Criterion.judge(tests, new LiveFigures(canary.accuracy(live), canary.accuracy(base), served, ofBase,
                ofBefore, teacherStudentAgreement(objects)));
    }

    private double teacherStudentAgreement(List<EncodedObject> objects) {
        List<Answer> teacher = answers(live, Classifier.TEACHER, objects);
        List<Answer> student = answers(live, Classifier.STUDENT, objects);
        int same = 0;
        for (int i = 0; i < teacher.size(); i++) {
            same += teacher.get(i).label() == student.get(i).label() ? 1 : 0;
        }
        return (double) same / teacher.size();
    }

    private static ServedStatistics statistics(Checkpoint model, List<EncodedObject> objects) {
        return ServedStatistics.of(answers(model, model.manifest().getServing(), objects));
    }

    private static List<Answer> answers(Checkpoint model, String weights, List<EncodedObject> objects) {
        try (Classifier classifier = Classifier.open(model, weights)) {
            ClassScores scores = classifier.classifyEncoded(objects);
            List<Answer> answers = new ArrayList<>(objects.size());
            for (int i = 0; i < scores.size(); i++) {
                answers.add(new Answer(scores.point()[i], scores.image()[i], model.manifest().getPointWeight()));
            }
            return answers;
        }
    }
}
