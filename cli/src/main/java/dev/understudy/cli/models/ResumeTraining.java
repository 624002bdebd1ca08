package dev.understudy.cli.models;

import dev.understudy.cli.common.Report;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.LifecycleKind;
import dev.understudy.proto.v1.ModelRef;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code understudy models resume}: a request; the trainer decides, and signs what it decides. */
@Command(name = "resume", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Ask a trainer that froze because the live model declined to go on. What came while it was "
                + "frozen is not trained on. Exit code 5 when it refuses, 4 when it does not answer.")
final class ResumeTraining implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private ModelOptions options;

    @Mixin
    private OperatorAsk.Options asking;

    /** What the command prints; the answer's fields are null without an answer. */
    record Asked(long request, String answer, Long epoch, String reason) {
    }

    @Override
    public void run() {
        OperatorAsk ask = OperatorAsk.send(options, asking, LifecycleKind.RESUME_REQUESTED,
                ModelRef.newBuilder().setModel(options.model()).build());
        Optional<LifecycleEvent> answer = ask.await();
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            Report.json(out, new Asked(ask.offset(), answer.map(e -> e.getKind().name()).orElse(null),
                    answer.map(LifecycleEvent::getEpoch).orElse(null),
                    answer.map(LifecycleEvent::getReason).orElse(null)));
        } else if (answer.isPresent() && answer.get().getKind() == LifecycleKind.RESUMED) {
            out.println("training of " + options.model() + " goes on, epoch " + answer.get().getEpoch());
        } else {
            out.println("asked to resume, request at offset " + ask.offset());
        }
        out.flush();
        ask.judge(answer, "to resume");
    }
}
