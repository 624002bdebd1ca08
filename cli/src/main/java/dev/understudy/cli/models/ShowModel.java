package dev.understudy.cli.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.understudy.cli.common.Report;
import dev.understudy.proto.v1.CheckpointManifest;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code understudy models show}. */
@Command(name = "show", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Show one version: its manifest, the gate's report, and what became of it.")
final class ShowModel implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private ModelOptions options;

    @Parameters(paramLabel = "VERSION", description = "number of the version")
    private long version;

    /** What the command prints. */
    record Shown(ModelVersion version, Contents contents, List<Entry> history) {
    }

    /** What the manifest says beyond the list; null when no checkpoint is on the topic. */
    record Contents(String taxonomy, List<String> classes, List<Float> thresholds, List<Float> prior,
            float pointWeight, String serving, String rule, String mathsPath, JsonNode architecture,
            JsonNode report) {

        static Contents of(CheckpointManifest m) {
            return new Contents(m.getTaxonomyVersion(), List.copyOf(m.getClassNamesList()),
                    m.getClassThresholdsList(), m.getClassPriorList(), m.getPointWeight(), m.getServing(),
                    m.getRule(), m.getMathsPath(), parsed(m.getArchitecture()), parsed(m.getReport()));
        }

        private static JsonNode parsed(String text) {
            try {
                return new ObjectMapper().readTree(text);
            } catch (JsonProcessingException e) {
                return TextNode.valueOf(text);
            }
        }
    }

    /** One entry of the audit log. */
    record Entry(String at, String kind, long epoch, String instance, String reason, long offset) {
    }

    @Override
    public void run() {
        ModelHistory history = ModelHistory.read(options);
        ModelVersion known = history.version(version).orElseThrow(() -> ModelNotes.unknown(options, version));
        Shown shown = new Shown(known, history.manifest(version).map(Contents::of).orElse(null),
                history.entries(version).stream().map(ShowModel::entry).toList());
        PrintWriter out = spec.commandLine().getOut();
        ModelNotes.untrusted(history, spec.commandLine().getErr());
        if (options.json()) {
            Report.json(out, shown);
        } else {
            print(shown, out);
            out.flush();
        }
    }

    private static Entry entry(AuditEntry entry) {
        var event = entry.event();
        return new Entry(Report.time(event.getAtNs()), event.getKind().name().toLowerCase(Locale.ROOT),
                event.getEpoch(), event.getInstance(), event.getReason(), entry.offset());
    }

    private static void print(Shown shown, PrintWriter out) {
        Map<?, ?> fields = new ObjectMapper().convertValue(shown.version(), Map.class);
        fields.forEach((name, value) -> field(out, String.valueOf(name), value));
        if (shown.contents() != null) {
            Map<?, ?> contents = new ObjectMapper().convertValue(shown.contents(), Map.class);
            contents.forEach((name, value) -> field(out, String.valueOf(name), value));
        }
        for (Entry entry : shown.history()) {
            out.printf(Locale.ROOT, "%s  %-11s  epoch %d  %s  %s%n", entry.at(), entry.kind(), entry.epoch(),
                    Report.printable(entry.instance()), Report.printable(entry.reason()));
        }
    }

    private static void field(PrintWriter out, String name, Object value) {
        out.printf(Locale.ROOT, "%-16s %s%n", name, Report.printable(String.valueOf(value)));
    }
}
