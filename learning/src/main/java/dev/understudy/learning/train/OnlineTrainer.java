package dev.understudy.learning.train;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.gate.Evidence;
import dev.understudy.learning.gate.GateReport;
import dev.understudy.learning.label.LabelRule;
import dev.understudy.learning.label.RobotTrust;
import dev.understudy.learning.maths.MathsPath;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.model.Classifier;
import dev.understudy.learning.model.CrossModalModel;
import dev.understudy.learning.sample.SampleEncoder;
import dev.understudy.learning.sample.TrainingSample;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.LearnerMemory;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.RememberedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Online cross-modal self-training: judged objects in, optimiser steps when they are due, checkpoints out. Weights,
 * moments, memory and thresholds are Java values; the same records in the same order give the same weights for the
 * same seed (one maths thread). Not thread-safe, and only one step may run at a time in a process.
 *
 * <p>Use: {@link #admit} every record; while {@link #stepsDue} is positive, {@link #step}; now and then put
 * {@link #candidate} and {@link #evidence} to the gate, tell it what it was {@link #judged} and, where it goes live,
 * {@link #published}.
 */
public final class OnlineTrainer implements AutoCloseable {

    /** Newest format of {@link #memory} that this code reads, and the one it writes. */
    public static final int MEMORY_FORMAT = 1;

    private static final int BAD_STEPS_TO_ROLL_BACK = 3;
    private static final float NORM_MOMENTUM = 0.95f;
    private static final float LOWEST_RATE = 1e-4f;

    private final TrainerConfig config;
    private final Checkpoint bootstrap;
    private final Remembered remembered;
    private final RecordIntake intake;
    private final Rehearsal rehearsal;
    private final LearningStep learning;
    private final TeacherLabels relabelling;
    private final StrongAugmentation augmentation;
    private final StrongAugmentation anchorAugmentation;
    private final AdamW optimiser;
    private final Schedule schedule;
    private final Map<String, Tensor> student = new TreeMap<>();
    private final Map<String, Tensor> teacher = new TreeMap<>();

    private long seed;
    private Checkpoint lastPublished;
    private float learningRate;
    private long roundStart;
    private long pendingSteps;
    private long steps;
    private long stepsAtPublication;
    private float usualNorm;
    private int badSteps;
    private int vetoesInARow;
    private StepCounts counts = StepCounts.NONE;

    /** Starts from a bootstrap checkpoint, which also counts as the version served until the first publication. */
    public OnlineTrainer(TrainerConfig config, Checkpoint bootstrap, SourceAnchors anchors, long seed) {
        CheckpointManifest manifest = bootstrap.manifest();
        CrossModalModel model = new CrossModalModel(Architecture.parse(manifest.getArchitecture()));
        int classes = manifest.getClassNamesCount();
        this.config = config;
        this.bootstrap = bootstrap;
        this.seed = seed;
        SampleEncoder encoder = new SampleEncoder(model.architecture().encoder());
        this.remembered = new Remembered(encoder, classes);
        this.intake = new RecordIntake(config, manifest, encoder);
        this.rehearsal = new Rehearsal(config, classes, anchors.train());
        this.learning = new LearningStep(model, config.objective(), config.optimiser().branches().prefixes());
        this.relabelling = new TeacherLabels(model, LabelRule.named(manifest.getRule()).fusion());
        this.augmentation = new StrongAugmentation(config.views().pseudoLabelled());
        this.anchorAugmentation = new StrongAugmentation(config.views().anchors());
        this.optimiser = new AdamW(config.optimiser().weightDecay());
        this.schedule = new Schedule(config);
        this.learningRate = config.optimiser().rate();
        restore(bootstrap);
    }

    private void restore(Checkpoint checkpoint) {
        lastPublished = checkpoint;
        student.putAll(WeightMaps.copy(checkpoint.under(Checkpoint.STUDENT_PREFIX)));
        teacher.putAll(WeightMaps.copy(checkpoint.under(Checkpoint.TEACHER_PREFIX)));
        student.put(Checkpoint.CLASSES, checkpoint.tensors().get(Checkpoint.CLASSES));
        teacher.put(Checkpoint.CLASSES, checkpoint.tensors().get(Checkpoint.CLASSES));
        optimiser.reset();
        usualNorm = 0;
        badSteps = 0;
    }

    /** Offers one judged object. Every usable record moves the thresholds; only admitted ones may teach. */
    public Admission admit(PseudoLabelledSample record) {
        Admission admission = intake.sort(record);
        if (admission == Admission.ADMITTED) {
            rehearsal.add(intake.sample(record), random(2 * intake.records()));
        }
        if (intake.lostTrust()) {
            forget(sample -> sample.robot().equals(record.getRobotId()));
        }
        if (!rehearsal.ready()) {
            roundStart = intake.records();
        } else if (intake.records() - roundStart >= config.pace().samples()) {
            roundStart = intake.records();
            pendingSteps += config.pace().steps();
        }
        return admission;
    }

    /** The label under which the record admitted last teaches; views of its track that follow may change it. */
    public int admittedLabel() {
        return intake.label();
    }

    /** Every draw derives from the seed and a counter, so that it can be repeated after a restart. */
    private SplittableRandom random(long counter) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + counter);
    }

    /** Steps that the records so far call for and that have not been made. */
    public int stepsDue() {
        return (int) Math.min(Integer.MAX_VALUE, pendingSteps);
    }

    /** Makes one step. Discards it when it is not finite or far out of line; after three such in a row rolls back. */
    public StepReport step() {
        pendingSteps = Math.max(0, pendingSteps - 1);
        steps++;
        LearningStep.Outcome outcome = learning.run(student, batch(random(2 * steps + 1)));
        float norm = AdamW.norm(outcome.gradients());
        Discard discard = Discard.of(norm, usualNorm);
        boolean rollsBack = discard != Discard.NONE && ++badSteps >= BAD_STEPS_TO_ROLL_BACK;
        if (discard == Discard.NONE) {
            apply(outcome, norm);
        } else if (rollsBack) {
            rollBack();
        }
        StepReport report = new StepReport(steps, outcome.pointLoss(), outcome.imageLoss(), outcome.crossModalLoss(),
                outcome.fairnessLoss(), norm, discard, rollsBack);
        counts = counts.and(report);
        return report;
    }

    private List<TrainingSample> batch(SplittableRandom random) {
        List<TrainingSample> rows = intake.withNewestLabels(rehearsal.drawPseudoLabelled(random));
        if (config.batch().relabel() && !config.has(Guard.TRACK_CONSENSUS) && !rows.isEmpty()) {
            rows = relabelling.relabel(teacher, rows, lastPublished.manifest().getPointWeight());
        }
        List<TrainingSample> harder = new ArrayList<>();
        rows.forEach(row -> harder.add(harder(row, augmentation, random)));
        rehearsal.drawAnchors(random).forEach(row -> harder.add(harder(row, anchorAugmentation, random)));
        return harder;
    }

    private static TrainingSample harder(TrainingSample row, StrongAugmentation view, SplittableRandom random) {
        return new TrainingSample(view.apply(row.object(), random), row.label(), row.track());
    }

    private void apply(LearningStep.Outcome outcome, float norm) {
        badSteps = 0;
        usualNorm = usualNorm == 0 ? norm : NORM_MOMENTUM * usualNorm + (1 - NORM_MOMENTUM) * norm;
        AdamW.clip(outcome.gradients(), norm, config.optimiser().clipNorm());
        optimiser.step(student, outcome.gradients(), learningRate * schedule.rate(steps));
        WeightMaps.follow(teacher, student, schedule.keep(steps));
    }

    /**
     * The present weights as a checkpoint: parent is the last published version, version one more. Whoever publishes
     * it sets epoch and time, and signs.
     */
    public Checkpoint candidate() {
        CheckpointManifest.Builder manifest = bootstrap.manifest().toBuilder()
                .setVersion(lastPublished.manifest().getVersion() + 1)
                .setParentVersion(lastPublished.manifest().getVersion())
                .setServing(Classifier.TEACHER)
                .setTrainingSteps(steps)
                .setAdmittedSamples(intake.admitted())
                .setPointWeight(pointWeight(lastPublished.manifest().getPointWeight()))
                .setMathsPath(MathsPath.current().toString())
                .clearClassThresholds().clearClassPrior().clearReport();
        for (float threshold : intake.thresholds()) {
            manifest.addClassThresholds(threshold);
        }
        for (float share : intake.prior()) {
            manifest.addClassPrior(share);
        }
        Map<String, Tensor> tensors = new TreeMap<>();
        WeightMaps.put(tensors, Checkpoint.STUDENT_PREFIX, WeightMaps.copy(student));
        WeightMaps.put(tensors, Checkpoint.TEACHER_PREFIX, WeightMaps.copy(teacher));
        tensors.remove(Checkpoint.STUDENT_PREFIX + Checkpoint.CLASSES);
        tensors.remove(Checkpoint.TEACHER_PREFIX + Checkpoint.CLASSES);
        tensors.put(Checkpoint.CLASSES, bootstrap.tensors().get(Checkpoint.CLASSES));
        return new Checkpoint(manifest.build(), tensors);
    }

    private float pointWeight(float live) {
        return config.has(Guard.MODALITY_WEIGHT) ? intake.weight().after(live) : live;
    }

    /** What the gate needs to know of the time since the last publication. */
    public Evidence evidence() {
        return intake.evidence(steps - stepsAtPublication);
    }

    /** The checkpoint is live now: it is what a roll-back returns to. */
    public void published(Checkpoint checkpoint) {
        lastPublished = checkpoint;
        stepsAtPublication = steps;
        intake.startNewPeriod();
    }

    /**
     * Everything but the weights that training depends on. To be taken right after {@link #published}, whose weights
     * it belongs to: a trainer made from that checkpoint that {@link #resume}s it goes on as this one does, bit for
     * bit.
     */
    public LearnerMemory memory() {
        if (steps != stepsAtPublication) {
            throw new IllegalStateException("the weights have moved since the last publication");
        }
        return LearnerMemory.newBuilder().setFormat(MEMORY_FORMAT).setSeed(seed).setSteps(steps)
                .setPendingSteps(pendingSteps).setRoundStart(roundStart).setLearningRate(learningRate)
                .setUsualNorm(usualNorm).setBadSteps(badSteps).setOptimiser(optimiser.save())
                .setSamples(rehearsal.save()).setRecords(intake.save()).build();
    }

    /**
     * Goes on where another trainer left off; this one must be new, and made from the checkpoint that was published
     * when the memory was taken.
     *
     * @throws IllegalArgumentException when the memory is of another format, model or set of classes; this trainer is
     *     of no use then
     */
    public void resume(LearnerMemory memory) {
        if (memory.getFormat() != MEMORY_FORMAT) {
            throw new IllegalArgumentException("memory of format " + Integer.toUnsignedString(memory.getFormat())
                    + ", this reads " + MEMORY_FORMAT);
        }
        seed = memory.getSeed();
        steps = memory.getSteps();
        stepsAtPublication = steps;
        roundStart = memory.getRoundStart();
        learningRate = memory.getLearningRate();
        usualNorm = memory.getUsualNorm();
        badSteps = memory.getBadSteps();
        optimiser.load(memory.getOptimiser(), student);
        rehearsal.load(memory.getSamples(), remembered);
        // An erasure may have left too few for those that were due.
        pendingSteps = rehearsal.ready() ? memory.getPendingSteps() : 0;
        intake.load(memory.getRecords());
    }

    /** Lets go of crops for good; returns how many samples and probes held one of them. */
    public int erase(Erasure erasure) {
        return forget(erasure::covers);
    }

    private int forget(Predicate<TrainingSample> which) {
        int gone = rehearsal.removeIf(which) + intake.removeIf(which);
        pendingSteps = rehearsal.ready() ? pendingSteps : 0;
        return gone;
    }

    /** Robots that are trusted no more, or again, since this was asked last. */
    public List<RobotTrust.Change> trustChanges() {
        return intake.trustChanges();
    }

    /** A memory without these crops, as {@link #resume} takes it. */
    public static LearnerMemory erased(LearnerMemory memory, Erasure erasure) {
        LearnerMemory.Builder out = memory.toBuilder();
        out.getSamplesBuilder().clearHeld().clearNewest()
                .addAllHeld(kept(memory.getSamples().getHeldList(), erasure))
                .addAllNewest(kept(memory.getSamples().getNewestList(), erasure));
        out.getRecordsBuilder().clearProbe().addAllProbe(kept(memory.getRecords().getProbeList(), erasure));
        return out.build();
    }

    private static List<RememberedObject> kept(List<RememberedObject> objects, Erasure erasure) {
        return objects.stream().filter(object -> !erasure.covers(object)).toList();
    }

    /** Back to the last published weights, with cleared moments and half the learning rate. Memory stays. */
    void rollBack() {
        restore(lastPublished);
        learningRate = Math.max(LOWEST_RATE, learningRate / 2);
    }

    /**
     * Takes the gate's report on the newest candidate: after {@value GateReport#VETOES_TO_ROLL_BACK} vetoes in a row
     * training goes back to what is live. If its labels were wrong, what was admitted since the last publication is
     * forgotten too: the next attempt would end alike.
     *
     * @return whether training went back
     */
    public boolean judged(GateReport report) {
        vetoesInARow = report.vetoed() ? vetoesInARow + 1 : 0;
        if (vetoesInARow < GateReport.VETOES_TO_ROLL_BACK) {
            return false;
        }
        vetoesInARow = 0;
        rollBack();
        counts = counts.andVetoed();
        if (report.mislabelled()) {
            rehearsal.removeIf(intake::isNew);
            intake.startNewPeriod();
            pendingSteps = rehearsal.ready() ? pendingSteps : 0;
        }
        return true;
    }

    /** Optimiser steps made, before a restart too, discarded ones among them. */
    public long steps() {
        return steps;
    }

    /** Steps and roll-backs since this trainer was made, whatever memory it resumed. */
    public StepCounts counts() {
        return counts;
    }

    /** Records admitted to memory. */
    public long admitted() {
        return intake.admitted();
    }

    /** Samples in memory by class. */
    public int[] memorySizes() {
        return rehearsal.memorySizes();
    }

    /** Native arrays held between steps: constant. */
    int nativeArrays() {
        return learning.nativeArrays() + relabelling.nativeArrays();
    }

    @Override
    public void close() {
        learning.close();
        relabelling.close();
    }
}
