package dev.understudy.cli.models;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.maths.NetworkCommand;
import dev.understudy.cli.maths.NetworkUse;
import dev.understudy.learning.checkpoint.AssemblyLimits;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.CheckpointFile;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.learning.model.MathsCheck.Use;
import dev.understudy.messaging.ClientPurpose;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.CheckpointChunk;
import dev.understudy.trainer.TrainerSettings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code understudy models import}. What would go live is written under the trainer's own transactional id, so that
 * a trainer that is running is fenced and cannot decide in between; it goes on from the import at its next start.
 */
@Command(name = "import", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Put an exported checkpoint on the topic. It is checked first as a stream would check it; the "
                + "signature stays the one it was exported with.")
final class ImportModel implements Runnable, NetworkCommand {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private ModelOptions options;

    @Parameters(paramLabel = "FILE", description = "file that export wrote")
    private Path file;

    @Option(names = "--go-live", description = "allow a checkpoint that is newer than everything on the topics, and "
            + "so goes live at once; a running trainer ends, and goes on from it when it is started again")
    private boolean goLive;

    @Override
    public Optional<NetworkUse> networks() {
        return NetworkUse.shipped(Use.SERVING);
    }

    @Override
    public void run() {
        VerifiedCheckpoint checkpoint = CheckpointFile.read(file, options.requiredRing(), AssemblyLimits.defaults());
        Verdict verdict = Verification.ofLoading(checkpoint, file.toString());
        if (!verdict.accepted()) {
            throw new UserError(ExitCode.INPUT, verdict.toString());
        }
        String model = checkpoint.ref().getModel();
        if (!model.equals(options.model())) {
            throw new UserError(ExitCode.INPUT, file + ": is of model " + model
                    + "; to import it, name it with --model");
        }
        List<CheckpointChunk> records = CheckpointCodec.encode(checkpoint).records();
        boolean written = goLive ? overtake(verdict, records) : append(verdict, records);
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            Report.json(out, verdict);
        } else {
            out.println((written ? "imported " : "is on the topic already: ") + verdict);
            out.flush();
        }
    }

    /** Writes what is older than the live version: it stays in the archive. */
    private boolean append(Verdict verdict, List<CheckpointChunk> records) {
        ModelHistory history = ModelHistory.read(options);
        if (isThere(verdict, history)) {
            return false;
        }
        if (verdict.epoch() > history.highestEpoch()) {
            throw new UserError(ExitCode.USAGE, file + ": epoch " + verdict.epoch() + " is above the topics' "
                    + history.highestEpoch() + ", so it would go live; --go-live allows it");
        }
        try (Producer<byte[], byte[]> producer = producer("understudy-import-" + options.model())) {
            producer.initTransactions();
            write(producer, records);
        }
        return true;
    }

    private boolean overtake(Verdict verdict, List<CheckpointChunk> records) {
        String trainer = TrainerSettings.local(options.services().kafka(), file)
                .withModel(options.model()).transactionalId();
        if (isThere(verdict, ModelHistory.read(options))) {
            return false;
        }
        try (Producer<byte[], byte[]> producer = producer(trainer)) {
            producer.initTransactions();
            // Read again: the trainer has only now had its last word.
            ModelHistory history = ModelHistory.read(options);
            long highest = history.versions().stream().mapToLong(ModelVersion::version).max().orElse(0);
            if (verdict.epoch() <= history.highestEpoch() || verdict.version() <= highest) {
                throw new UserError(ExitCode.INPUT, file + ": version " + verdict.version() + " epoch "
                        + verdict.epoch() + " is not above the topics' version " + highest + " epoch "
                        + history.highestEpoch() + ", so no stream would adopt it; import it without --go-live");
            }
            write(producer, records);
        }
        return true;
    }

    private boolean isThere(Verdict verdict, ModelHistory history) {
        ModelVersion there = history.version(verdict.version()).filter(v -> !v.digest().isEmpty()).orElse(null);
        if (there != null && !there.digest().equals(verdict.digest())) {
            throw new UserError(ExitCode.INPUT, file + ": the topics know another version " + verdict.version()
                    + ", of digest " + ModelNotes.brief(there.digest()));
        }
        return there != null && there.bytes() > 0;
    }

    private static void write(Producer<byte[], byte[]> producer, List<CheckpointChunk> records) {
        producer.beginTransaction();
        records.forEach(chunk -> producer.send(new ProducerRecord<>(Topics.CHECKPOINT, 0,
                CheckpointCodec.recordKey(chunk).getBytes(StandardCharsets.UTF_8), chunk.toByteArray())));
        producer.commitTransaction();
    }

    private Producer<byte[], byte[]> producer(String transactionalId) {
        return options.services().kafka()
                .producer(ClientPurpose.NONE.fixed(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId));
    }
}
