package dev.understudy.cli.crops;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.kafka.CommittedRecords;
import dev.understudy.cli.models.ModelOptions;
import dev.understudy.cli.models.OperatorAsk;
import dev.understudy.cli.settings.ClaimStoreFlags;
import dev.understudy.learning.train.Erasure;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.CropErasure;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.LifecycleKind;
import dev.understudy.proto.v1.ModelRef;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine;

/** {@code understudy crops delete}. */
@Command(name = "delete", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Ask the trainer to erase a robot's crops of a time from its memory, for good; delete the "
                + "robot's images of that time from the claim-check store; and say what the topics hold of them until "
                + "when. Kafka cannot delete single records: --truncate deletes everything before the last of them.",
        footer = {"", "Weights that were learnt from crops stay as they are."})
final class DeleteCrops implements Runnable {

    private static final List<String> WITH_CROPS =
            List.of(Topics.CAMERA_FRAME, Topics.CLUSTER, Topics.SAMPLE, Topics.DEAD_LETTER);

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private ModelOptions models;

    @Mixin
    private OperatorAsk.Options asking;

    @Mixin
    private ClaimStoreFlags claims;

    @Option(names = "--robot", required = true, paramLabel = "ROBOT", description = "whose crops")
    private String robot;

    @Option(names = "--from", required = true, paramLabel = "TIME", description = "first stamp of an image, ISO 8601")
    private String from;

    @Option(names = "--to", required = true, paramLabel = "TIME", description = "stamps before this, ISO 8601")
    private String to;

    @Option(names = "--dry-run", description = "delete nothing, say what there is")
    private boolean dryRun;

    @Option(names = "--truncate",
            description = "also delete, from every partition of the topics that hold such crops, all records up to the "
                    + "last of them, other robots' and frames not processed yet among them; --dry-run counts them")
    private boolean truncate;

    /**
     * What the command prints.
     *
     * @param answer what the trainer answered; null when it was not asked, or did not answer
     * @param trainer the answer's report
     * @param stored images in the claim-check store
     * @param topics what topics held; deleted now if truncated
     */
    record Deleted(String robot, String from, String to, boolean dryRun, boolean truncated, String answer, Long epoch,
            String trainer, long stored, List<CropTopic.Found> topics) {
    }

    @Override
    public void run() {
        CropErasure range = CropErasure.newBuilder().setRobotId(robot).setFromNs(nanos("--from", from))
                .setToNs(nanos("--to", to)).build();
        Erasure erasure = Erasure.of(range);
        if (!erasure.isMeaningful()) {
            throw new UserError(ExitCode.USAGE, "--robot names one, and --from is before --to");
        }
        // The trainer first: what it has not read yet it will then pass over.
        OperatorAsk ask = dryRun ? null : OperatorAsk.send(models, asking, LifecycleEvent.newBuilder()
                .setKind(LifecycleKind.ERASURE_REQUESTED).setModel(ModelRef.newBuilder().setModel(models.model()))
                .setErasure(range));
        Optional<LifecycleEvent> answer = ask == null ? Optional.empty() : ask.await();
        long stored = StoredCrops.delete(models.services().settings(claims).perception().claims(), erasure, !dryRun);
        List<CropTopic.Found> topics = topics(new CropRange(erasure));
        print(new Deleted(robot, from, to, dryRun, truncate && !dryRun,
                answer.map(a -> a.getKind().name()).orElse(null), answer.map(LifecycleEvent::getEpoch).orElse(null),
                answer.map(LifecycleEvent::getReport).orElse(null), stored, topics));
        if (ask != null) {
            ask.judge(answer, "to erase");
        }
    }

    private List<CropTopic.Found> topics(CropRange range) {
        List<CropTopic.Found> found = new ArrayList<>();
        try (Admin admin = models.services().kafka().admin()) {
            for (String name : WITH_CROPS) {
                CropTopic topic = new CropTopic(name, range);
                try (CommittedRecords records = new CommittedRecords(models.services().kafka())) {
                    records.read(name, topic::take);
                }
                found.add(topic.found(admin));
                if (truncate && !dryRun) {
                    topic.truncate(admin);
                }
            }
        }
        return found;
    }

    private static long nanos(String flag, String text) {
        try {
            Instant time = Instant.parse(text);
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            throw new UserError(ExitCode.USAGE, flag + ": '" + Report.printable(text)
                    + "' is no time; write it as 2026-11-20T10:00:00Z", e);
        }
    }

    private void print(Deleted deleted) {
        PrintWriter out = spec.commandLine().getOut();
        if (models.json()) {
            Report.json(out, deleted);
            return;
        }
        if (LifecycleKind.ERASED.name().equals(deleted.answer())) {
            out.println("trainer: erased from its memory, epoch " + deleted.epoch() + " " + deleted.trainer()
                    + "; older chunks of it stay until " + Topics.TRAINER_STATE + " is compacted, about a day");
        }
        out.println("claim-check store: " + deleted.stored() + (dryRun ? " images" : " images deleted"));
        deleted.topics().forEach(topic -> out.println(line(topic)));
        out.println("weights learnt from them, backups and recordings are not touched");
        out.flush();
    }

    private String line(CropTopic.Found found) {
        if (found.records() == 0) {
            return found.topic() + ": none";
        }
        if (truncate && !dryRun) {
            return found.topic() + ": " + found.records() + " records deleted, and " + found.others() + " others";
        }
        return found.topic() + ": " + found.records() + " records remain; Kafka deletes them " + found.until()
                + " (--truncate takes along " + found.others() + " others)";
    }
}
