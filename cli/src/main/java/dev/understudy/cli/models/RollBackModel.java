package dev.understudy.cli.models;

import com.google.protobuf.ByteString;
import dev.understudy.cli.common.Report;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.LifecycleKind;
import dev.understudy.proto.v1.ModelRef;
import java.io.PrintWriter;
import java.util.HexFormat;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code understudy models rollback}: a request; the trainer decides, and signs what it decides. */
@Command(name = "rollback", aliases = "promote", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Ask the trainer to make the weights of a published version live again, as a new version of a "
                + "higher epoch, and to go on from them. Exit code 5 when it refuses, 4 when it does not answer.")
final class RollBackModel implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private ModelOptions options;

    @Parameters(paramLabel = "VERSION", description = "number of the version whose weights are wanted")
    private long version;

    @Mixin
    private OperatorAsk.Options asking;

    /** What the command prints; the answer's fields are null without an answer. */
    record Asked(long version, long request, String answer, Long newVersion, Long epoch, String reason) {
    }

    @Override
    public void run() {
        ModelVersion target = ModelHistory.read(options).version(version).filter(known -> known.bytes() > 0)
                .orElseThrow(() -> ModelNotes.unknown(options, version));
        ModelRef ref = ModelRef.newBuilder().setModel(options.model()).setVersion(version)
                .setDigest(ByteString.copyFrom(HexFormat.of().parseHex(target.digest()))).build();
        OperatorAsk ask = OperatorAsk.send(options, asking, LifecycleKind.ROLLBACK_REQUESTED, ref);
        Optional<LifecycleEvent> answer = ask.await();
        PrintWriter out = spec.commandLine().getOut();
        Asked asked = new Asked(version, ask.offset(), answer.map(e -> e.getKind().name()).orElse(null),
                answer.map(e -> e.getModel().getVersion()).orElse(null),
                answer.map(LifecycleEvent::getEpoch).orElse(null), answer.map(LifecycleEvent::getReason).orElse(null));
        if (options.json()) {
            Report.json(out, asked);
        } else if (answer.isPresent() && answer.get().getKind() == LifecycleKind.ROLLED_BACK) {
            out.println("version " + asked.newVersion() + " epoch " + asked.epoch() + " has the weights of version "
                    + version);
        } else {
            out.println("asked for version " + version + ", request at offset " + ask.offset());
        }
        out.flush();
        ask.judge(answer, "version " + version);
    }
}
