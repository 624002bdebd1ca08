package dev.understudy.cli.models;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.kafka.CommittedRecords;
import dev.understudy.messaging.ClientPurpose;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.LifecycleKind;
import dev.understudy.proto.v1.ModelRef;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Option;

/** A request to the trainer, and its signed answer: the trainer decides. */
public final class OperatorAsk {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Set<LifecycleKind> ANSWERS =
            Set.of(LifecycleKind.ROLLED_BACK, LifecycleKind.RESUMED, LifecycleKind.ERASED,
                    LifecycleKind.REQUEST_REFUSED);

    /** Who asks, why, and how long for an answer. */
    public static final class Options {

        @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "why, for the audit log")
        private String reason;

        @Option(names = "--operator", paramLabel = "NAME", defaultValue = "${sys:user.name}",
                description = "who asks, for the audit log (default ${DEFAULT-VALUE})")
        private String operator;

        @Option(names = "--wait", paramLabel = "SECONDS", defaultValue = "60",
                description = "wait so long for the trainer's answer; 0 does not wait (default ${DEFAULT-VALUE})")
        private long waitSeconds;
    }

    private final ModelOptions models;
    private final long waitSeconds;
    private final long offset;

    private OperatorAsk(ModelOptions models, long waitSeconds, long offset) {
        this.models = models;
        this.waitSeconds = waitSeconds;
        this.offset = offset;
    }

    /** Writes the request for a version. */
    static OperatorAsk send(ModelOptions models, Options options, LifecycleKind kind, ModelRef ref) {
        return send(models, options, LifecycleEvent.newBuilder().setKind(kind).setModel(ref));
    }

    /** Writes a request: its kind, its model, and what it is about. */
    public static OperatorAsk send(ModelOptions models, Options options, LifecycleEvent.Builder request) {
        LifecycleEvent event = request
                .setAtNs(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis())).setReason(options.reason)
                .setInstance(options.operator).build();
        try (var producer = models.services().kafka().producer(ClientPurpose.NONE)) {
            long offset = producer.send(new ProducerRecord<>(Topics.LIFECYCLE, 0,
                    models.model().getBytes(StandardCharsets.UTF_8), event.toByteArray())).get().offset();
            return new OperatorAsk(models, options.waitSeconds, offset);
        } catch (ExecutionException e) {
            throw new KafkaException("the request was not written: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError(ExitCode.SERVICE, "interrupted before the request was written", e);
        }
    }

    /** Where the request lies on the lifecycle topic. */
    public long offset() {
        return offset;
    }

    /** The answer that a trusted key signed; empty when there is none in time, or nobody waits. */
    public Optional<LifecycleEvent> await() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(waitSeconds);
        LifecycleEvent[] answer = {null};
        while (answer[0] == null && System.nanoTime() < deadline) {
            try (CommittedRecords records = new CommittedRecords(models.services().kafka())) {
                records.read(Topics.LIFECYCLE, record -> AuditEntry.of(record, models.ring())
                        .filter(entry -> entry.objection().isEmpty() && answers(entry.event()))
                        .ifPresent(entry -> answer[0] = entry.event()));
                Thread.sleep(answer[0] == null ? LOOK_AGAIN.toMillis() : 0);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
        return Optional.ofNullable(answer[0]);
    }

    /** Ends the command when the trainer did not answer, or refused. */
    public void judge(Optional<LifecycleEvent> answer, String what) {
        if (answer.isEmpty() && waitSeconds > 0) {
            throw new UserError(ExitCode.SERVICE, "the trainer did not answer within " + waitSeconds
                    + " s; the request stands, and it answers when it runs");
        }
        if (answer.isPresent() && answer.get().getKind() == LifecycleKind.REQUEST_REFUSED) {
            throw new UserError(ExitCode.VIOLATION, "the trainer refused " + what + ": "
                    + Report.printable(answer.get().getReason()));
        }
    }

    private boolean answers(LifecycleEvent event) {
        return ANSWERS.contains(event.getKind()) && event.getFrom().getTopic().equals(Topics.LIFECYCLE)
                && event.getFrom().getOffset() == offset;
    }
}
