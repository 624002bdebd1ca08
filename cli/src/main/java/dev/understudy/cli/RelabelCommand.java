package dev.understudy.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.common.TaxonomyInput;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.kafka.CommittedRecords;
import dev.understudy.cli.settings.LabelRules;
import dev.understudy.cli.settings.ServiceOptions;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.learning.train.TrainerConfig;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.replay.relabel.RecordedSamples;
import dev.understudy.replay.relabel.Relabelling;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine;

/** {@code understudy relabel}: recorded pseudo-labels under another rule. */
@Command(name = "relabel", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Decide pseudo-labels again under another rule, weight or threshold, as the trainer would, and "
                + "state what would have changed: those of a running system's samples topic, or of a recording of it "
                + "(understudy record --topics samples).")
final class RelabelCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "FILE.mcap",
            description = "recording of the samples topic (default: the topic itself, as it is now)")
    private Path file;

    @Mixin
    private ServiceOptions services;

    @Option(names = "--rule", paramLabel = "NAME", completionCandidates = LabelRules.class,
            description = "${COMPLETION-CANDIDATES} (default: the sample's own)")
    private String rule;

    @Option(names = "--point-weight", paramLabel = "W",
            description = "weight of the point branch, 0 to 1 (default: the sample's own)")
    private Float pointWeight;

    @Option(names = "--threshold", paramLabel = "T",
            description = "threshold of every class, 0 to 1 (default: they follow the samples)")
    private Float threshold;

    @Option(names = "--taxonomy", paramLabel = "FILE",
            description = "taxonomy file of the samples (default: the shipped one of their version)")
    private Path taxonomyFile;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() {
        Relabelling relabelling;
        try {
            relabelling = new Relabelling(new Relabelling.Change(rule, pointWeight, threshold),
                    TrainerConfig.defaults().labelling());
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, "--rule: " + e.getMessage(), e);
        }
        Map<String, List<String>> classes = new HashMap<>();
        Consumer<PseudoLabelledSample> sink = sample -> relabelling.add(sample,
                classes.computeIfAbsent(sample.getTaxonomyVersion(), this::classes));
        if (file != null) {
            RecordedSamples.read(file, sink);
        } else {
            readTopic(sink);
        }
        Relabelling.Report report = relabelling.report();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Report.json(out, report);
        } else {
            out.println(report.samples() + " samples, " + report.acceptedBefore() + " taught before and "
                    + report.acceptedAfter() + " now");
            report.verdicts().forEach((what, n) -> out.printf(Locale.ROOT, "%8d  %s%n", n, what));
            report.labels().forEach((what, n) -> out.printf(Locale.ROOT, "%8d  %s%n", n, what));
        }
        out.flush();
        return ExitCode.OK;
    }

    private List<String> classes(String version) {
        if (taxonomyFile != null) {
            Taxonomy taxonomy = TaxonomyInput.read(taxonomyFile);
            if (taxonomy.version().equals(version)) {
                return taxonomy.classNames();
            }
        }
        try {
            return Taxonomy.shipped(version).classNames();
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.INPUT, "a sample is of taxonomy '" + version + "'; give its file: --taxonomy",
                    e);
        }
    }

    private void readTopic(Consumer<PseudoLabelledSample> sink) {
        if (!services.external()) {
            throw new UserError(ExitCode.USAGE, "name a recording of the samples topic, or --bootstrap-servers to read "
                    + "the topic itself");
        }
        try (CommittedRecords records = new CommittedRecords(services.kafka())) {
            records.read(Topics.SAMPLE, record -> sink.accept(parse(record)));
        }
    }

    private static PseudoLabelledSample parse(ConsumerRecord<byte[], byte[]> record) {
        try {
            return PseudoLabelledSample.parseFrom(record.value() == null ? new byte[0] : record.value());
        } catch (InvalidProtocolBufferException e) {
            throw new UserError(ExitCode.INPUT, record.topic() + " " + record.partition() + ":" + record.offset()
                    + ": a sample is damaged: " + e.getMessage(), e);
        }
    }
}
