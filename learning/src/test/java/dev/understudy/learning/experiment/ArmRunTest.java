package dev.understudy.learning.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.learning.SyntheticObjects;
import dev.understudy.learning.TinyBootstrap;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.experiment.ArmOutcome.Candidate;
import dev.understudy.learning.gate.GateConfig;
import dev.understudy.learning.gate.Gates;
import dev.understudy.learning.gate.HealthConfig;
import dev.understudy.learning.loop.LearningConfig;
import dev.understudy.learning.pretrain.PretrainConfig;
import dev.understudy.learning.sample.LabelledObject;
import dev.understudy.learning.sample.SampleEncoder;
import dev.understudy.learning.train.BatchConfig;
import dev.understudy.learning.train.Branches;
import dev.understudy.learning.train.Guard;
import dev.understudy.learning.train.MemoryConfig;
import dev.understudy.learning.train.Objective;
import dev.understudy.learning.train.OptimiserConfig;
import dev.understudy.learning.train.Pace;
import dev.understudy.learning.train.StepCounts;
import dev.understudy.learning.train.TrainerConfig;
import dev.understudy.learning.train.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Arms on made-up objects and a very small model: what they do, not what they are worth. */
@Tag("training")
class ArmRunTest {

    private static final SampleEncoder ENCODER = new SampleEncoder(TinyBootstrap.ARCHITECTURE.encoder());
    /** Starts after a handful of samples and learns fast, so that few objects are enough. */
    private static final TrainerConfig EAGER = new TrainerConfig(new BatchConfig(16, 16, 8, false),
            new MemoryConfig(128, 2, 10, 64), new Pace(32, 4),
            new OptimiserConfig(2e-3f, 0.01f, 1, 5, 10, Branches.BOTH),
            Objective.withoutTokens(0.5f, 0.1f, 0.5f), Views.of(0.3), Guard.defaults());
    private static final ExperimentConfig CONFIG =
            new ExperimentConfig(PretrainConfig.defaults(), new LearningConfig(EAGER,
                    GateConfig.defaults().withMinima(1, 1, 1), HealthConfig.defaults(), 8));
    private static final List<StreamObject> STREAM = objects(60, 0.3, 21);
    private static final List<StreamObject> TARGET = objects(10, 0.3, 22);
    private static final List<StreamObject> SOURCE = objects(10, 0.2, 23);
    private static final long SEED = 5;

    private static List<StreamObject> objects(int perClass, double shift, long seed) {
        List<StreamObject> out = new ArrayList<>();
        for (LabelledObject o : SyntheticObjects.perClass(perClass, shift, seed)) {
            String track = "t" + out.size();
            out.add(new StreamObject(o.cluster().toBuilder().setTrackId(1 + out.size()).build(),
                    ENCODER.encode(o.cluster()), o.label(), "r" + out.size() % 4, track));
        }
        return out;
    }

    private static ArmOutcome run(String arm, Fault fault, List<StreamObject> stream) {
        return run(TinyBootstrap.checkpoint(), arm, fault, stream);
    }

    private static ArmOutcome run(Checkpoint base, String arm, Fault fault, List<StreamObject> stream) {
        return run(CONFIG, base, arm, fault, stream);
    }

    private static ArmOutcome run(ExperimentConfig config, Checkpoint base, String arm, Fault fault,
            List<StreamObject> stream) {
        Arm chosen = Arm.all(EAGER).stream().filter(a -> a.name().equals(arm)).findFirst().orElseThrow();
        CaseRun run = new CaseRun(config, base, TinyBootstrap.anchors(), SEED);
        return run.run(new Case("made-up", StreamOrder.SHUFFLED, fault), List.of(chosen), stream, TARGET, SOURCE,
                (name, done, of) -> { }).get(0);
    }

    @Test
    void shouldHaveAnArmForEveryGuard() {
        List<String> names = Arm.all(EAGER).stream().map(Arm::name).toList();
        assertThat(names).doesNotHaveDuplicates().hasSize(8 + Guard.values().length)
                .contains("joint-without-source-anchors", "joint-with-distribution-alignment");
    }

    @Test
    void shouldLeaveTheFrozenModelAsItIs() {
        ArmOutcome frozen = run(Arm.FROZEN, Fault.NONE, STREAM);
        assertThat(frozen.publication().candidates()).isEmpty();
        assertThat(frozen.labels().steps()).isZero();
        assertThat(frozen.stream().point()).containsExactly(run(Arm.FROZEN, Fault.NONE, STREAM).stream().point());
    }

    /** Every third object is of another class than it looks. */
    private static List<StreamObject> deceptive() {
        return IntStream.range(0, STREAM.size()).mapToObj(i -> i % 3 > 0 ? STREAM.get(i) : ofNextClass(STREAM.get(i)))
                .toList();
    }

    private static StreamObject ofNextClass(StreamObject object) {
        return new StreamObject(object.cluster(), object.encoded(), (object.truth() + 1) % SyntheticObjects.CLASSES,
                object.robot(), object.track());
    }

    @Test
    void shouldTellTheTruthToTheOracleAlone() {
        ArmOutcome.Labels oracle = run(Arm.ORACLE, Fault.NONE, deceptive()).labels();
        assertThat(oracle.steps()).isPositive();
        assertThat(oracle.right()).isEqualTo(oracle.admitted()).isPositive();
        ArmOutcome.Labels joint = run(Arm.JOINT, Fault.NONE, deceptive()).labels();
        assertThat(joint.right()).isLessThan(joint.admitted()).isPositive();
    }

    @Test
    void shouldMoveOneBranchInASingleModalityArm() {
        ArmOutcome frozen = run(Arm.FROZEN, Fault.NONE, STREAM);
        ArmOutcome point = run(Arm.POINT_ONLY, Fault.NONE, STREAM);
        assertThat(point.target().image()).containsExactly(frozen.target().image());
        assertThat(point.target().served()).containsExactly(point.target().point());
        assertThat(point.labels().steps()).isPositive();
        ArmOutcome image = run(Arm.IMAGE_ONLY, Fault.NONE, STREAM);
        assertThat(image.target().point()).containsExactly(frozen.target().point());
        assertThat(image.target().served()).containsExactly(image.target().image());
    }

    @Test
    void shouldReportTheStepsItDiscardedInTheOutcomeAndOverAllSeeds() {
        ArmOutcome sound = run(Arm.JOINT, Fault.NONE, STREAM);
        ArmOutcome broken = run(TinyBootstrap.withBrokenStudent(), Arm.JOINT, Fault.NONE, STREAM);
        long steps = broken.labels().steps();
        assertThat(sound.stepCounts().discarded().total()).isZero();
        assertThat(broken.stepCounts().made()).isEqualTo(steps).isPositive();
        assertThat(broken.stepCounts().discarded()).isEqualTo(new StepCounts.Discarded(steps, 0));
        assertThat(broken.stepCounts().rollbacks().badSteps()).isPositive();
        ArmReport report = new CaseSummary(List.of(1L, 2L), List.of(outcome(sound), outcome(broken))).report()
                .arm(Arm.JOINT);
        assertThat(report.stepCounts()).isEqualTo(sound.stepCounts().plus(broken.stepCounts()));
        assertThat(report.stepCounts().discarded().notFinite()).isEqualTo(steps);
    }

    private static CaseOutcome outcome(ArmOutcome arm) {
        return new CaseOutcome(new Case("made-up", StreamOrder.SHUFFLED, Fault.NONE), 0, ObjectList.of(STREAM),
                ObjectList.of(TARGET), ObjectList.of(SOURCE), List.of(arm));
    }

    /** Lets every candidate go live, and then asks it to be more than perfect on the canary. */
    private static ExperimentConfig alarmed() {
        HealthConfig health = HealthConfig.defaults();
        return new ExperimentConfig(CONFIG.base(), CONFIG.learning().withGate(Gates.OPEN).withHealth(new HealthConfig(
                new HealthConfig.Checks(20, 10, 1, 10, 1), -2, health.balance(), health.agreement())));
    }

    @Test
    void shouldReturnToTheBaseAndLearnNoMoreOnceTheFirstLiveModelDeclines() {
        ArmOutcome joint = run(alarmed(), TinyBootstrap.checkpoint(), Arm.JOINT, Fault.NONE, STREAM);
        assertThat(joint.publication().alarms()).hasSize(1);
        ArmOutcome.Alarm alarm = joint.publication().alarms().get(0);
        assertThat(alarm.reason()).contains("canary-vs-base");
        assertThat(joint.publication().candidates()).anyMatch(Candidate::published)
                .allMatch(candidate -> candidate.step() <= alarm.step());
        assertThat(joint.labels().records()).isLessThan(STREAM.size());
        ArmOutcome frozen = run(Arm.FROZEN, Fault.NONE, STREAM);
        assertThat(joint.target().point()).containsExactly(frozen.target().point());
    }

    @Test
    void shouldCountDeclinesByReasonOverAllSeeds() {
        ArmOutcome joint = run(alarmed(), TinyBootstrap.checkpoint(), Arm.JOINT, Fault.NONE, STREAM);
        ArmReport report = new CaseSummary(List.of(1L, 2L), List.of(outcome(joint), outcome(joint))).report()
                .arm(Arm.JOINT);
        assertThat(report.alarms()).containsOnly(Map.entry(joint.publication().alarms().get(0).reason(), 2));
    }

    @Test
    void shouldNotWatchWithoutTheGuard() {
        ArmOutcome.Publication publication = run(alarmed(), TinyBootstrap.checkpoint(), "joint-without-health-watch",
                Fault.NONE, STREAM).publication();
        assertThat(publication.alarms()).isEmpty();
        assertThat(publication.candidates()).anyMatch(Candidate::published);
    }

    @Test
    void shouldNotAskTheGateWithoutIt() {
        assertThat(run("joint-without-gate", Fault.NONE, STREAM).publication().candidates()).isNotEmpty()
                .allMatch(Candidate::published);
    }

    @Test
    void shouldRepeatItselfForASeed() throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        assertThat(mapper.writeValueAsString(run(Arm.JOINT, Fault.NONE, STREAM)))
                .isEqualTo(mapper.writeValueAsString(run(Arm.JOINT, Fault.NONE, STREAM)));
    }

    @ParameterizedTest
    @EnumSource(names = {"PERMUTED_LABELS", "CLASS_COLLAPSE"})
    void shouldLetNothingLiveThatForgedLabelsTaught(Fault fault) {
        ArmOutcome joint = run(Arm.JOINT, fault, objects(100, 0.2, 24));
        List<Candidate> forged = joint.publication().candidates().stream().filter(Candidate::forged).toList();
        assertThat(forged).as(joint.publication().candidates().toString()).isNotEmpty()
                .noneMatch(Candidate::published).noneMatch(c -> c.reason().isEmpty());
    }
}
