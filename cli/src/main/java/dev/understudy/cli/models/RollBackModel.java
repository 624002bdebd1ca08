package dev.understudy.cli.models;

import com.google.protobuf.ByteString;
import dev.understudy.cli.ExitCode;
import dev.understudy.cli.Report;
import dev.understudy.cli.UserError;
import dev.understudy.cli.kafka.CommittedRecords;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.LifecycleKind;
import dev.understudy.proto.v1.ModelRef;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy models rollback}: a request; the trainer decides, and signs what it decides. */
@Command(name = "rollback", aliases = "promote", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Ask the trainer to make the weights of a published version live again, as a new version of a "
                + "higher epoch, and to go on from them. Exit code 5 when it refuses, 4 when it does not answer.")
final class RollBackModel implements Runnable {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private ModelOptions options;

    @Parameters(paramLabel = "VERSION", description = "number of the version whose weights are wanted")
    private long version;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "why, for the audit log")
    private String reason;

    @Option(names = "--operator", paramLabel = "NAME", defaultValue = "${sys:user.name}",
            description = "who asks, for the audit log (default ${DEFAULT-VALUE})")
    private String operator;

    @Option(names = "--wait", paramLabel = "SECONDS", defaultValue = "60",
            description = "wait so long for the trainer's answer; 0 does not wait (default ${DEFAULT-VALUE})")
    private long waitSeconds;

    /** What the command prints; the answer's fields are null without an answer. */
    record Asked(long version, long request, String answer, Long newVersion, Long epoch, String reason) {
    }

    @Override
    public void run() {
        ModelVersion target = ModelHistory.read(options).version(version).filter(known -> known.bytes() > 0)
                .orElseThrow(() -> ModelNotes.unknown(options, version));
        long request = send(target);
        Optional<LifecycleEvent> answer = waitSeconds > 0 ? await(request) : Optional.empty();
        PrintWriter out = spec.commandLine().getOut();
        Asked asked = new Asked(version, request, answer.map(e -> e.getKind().name()).orElse(null),
                answer.map(e -> e.getModel().getVersion()).orElse(null),
                answer.map(LifecycleEvent::getEpoch).orElse(null), answer.map(LifecycleEvent::getReason).orElse(null));
        if (options.json()) {
            Report.json(out, asked);
        } else if (answer.isPresent() && answer.get().getKind() == LifecycleKind.ROLLED_BACK) {
            out.println("version " + asked.newVersion() + " epoch " + asked.epoch() + " has the weights of version "
                    + version);
        } else {
            out.println("asked for version " + version + ", request at offset " + request);
        }
        out.flush();
        judge(answer);
    }

    private void judge(Optional<LifecycleEvent> answer) {
        if (answer.isEmpty() && waitSeconds > 0) {
            throw new UserError(ExitCode.SERVICE, "the trainer did not answer within " + waitSeconds
                    + " s; the request stands, and it answers when it runs");
        }
        if (answer.isPresent() && answer.get().getKind() == LifecycleKind.REQUEST_REFUSED) {
            throw new UserError(ExitCode.VIOLATION, "the trainer refused version " + version + ": "
                    + Report.printable(answer.get().getReason()));
        }
    }

    /** Writes the request and says where it lies. */
    private long send(ModelVersion target) {
        ModelRef ref = ModelRef.newBuilder().setModel(options.model()).setVersion(version)
                .setDigest(ByteString.copyFrom(HexFormat.of().parseHex(target.digest()))).build();
        LifecycleEvent event = LifecycleEvent.newBuilder().setKind(LifecycleKind.ROLLBACK_REQUESTED).setModel(ref)
                .setAtNs(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis())).setReason(reason)
                .setInstance(operator).build();
        Map<String, Object> config = new HashMap<>(options.services().kafka());
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, options.services().bootstrapServers());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            return producer.send(new ProducerRecord<>(Topics.LIFECYCLE, 0,
                    options.model().getBytes(StandardCharsets.UTF_8), event.toByteArray())).get().offset();
        } catch (ExecutionException e) {
            throw new KafkaException("the request was not written: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError(ExitCode.SERVICE, "interrupted before the request was written", e);
        }
    }

    private Optional<LifecycleEvent> await(long request) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(waitSeconds);
        LifecycleEvent[] answer = {null};
        while (answer[0] == null && System.nanoTime() < deadline) {
            try (CommittedRecords records = new CommittedRecords(options.services())) {
                records.read(Topics.LIFECYCLE, record -> AuditEntry.of(record, options.ring())
                        .filter(entry -> entry.objection().isEmpty() && answers(entry.event(), request))
                        .ifPresent(entry -> answer[0] = entry.event()));
                Thread.sleep(answer[0] == null ? LOOK_AGAIN.toMillis() : 0);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
        return Optional.ofNullable(answer[0]);
    }

    private static boolean answers(LifecycleEvent event, long request) {
        return (event.getKind() == LifecycleKind.ROLLED_BACK || event.getKind() == LifecycleKind.REQUEST_REFUSED)
                && event.getFrom().getTopic().equals(Topics.LIFECYCLE) && event.getFrom().getOffset() == request;
    }
}
