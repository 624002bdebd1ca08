package dev.understudy.streams;

import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.streams.claim.ClaimReader;
import dev.understudy.streams.frame.FrameSource;
import dev.understudy.streams.frame.TopicFrameSource;
import dev.understudy.streams.ledger.LedgerMetrics;
import dev.understudy.streams.ledger.LedgerView;
import dev.understudy.streams.stage.PerceptionNames;
import dev.understudy.streams.stage.TeacherSource;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;

/** The perception application: sensor topics in, sets of objects out. Scales with robots, on CPUs. */
public final class PerceptionApp implements AutoCloseable {

    private final StreamsSettings settings;
    private final StreamsRunner runner;
    private final LedgerView ledger;
    private final ClaimReader claims;

    /** Without an image teacher. */
    public PerceptionApp(StreamsSettings settings, MeterRegistry meters) {
        this(settings, TeacherSource.NONE, meters);
    }

    /** @param teachers opens, for each task, the network that is asked about images */
    public PerceptionApp(StreamsSettings settings, TeacherSource teachers, MeterRegistry meters) {
        this.settings = settings;
        this.claims = ClaimReader.open(settings.perception().claims(),
                settings.perception().images().refetchTimeout(), meters);
        this.runner = new StreamsRunner(
                PerceptionTopology.build(settings.perception(), this::imagesFromTopic, claims, teachers,
                        meters),
                settings, settings.perceptionId(), meters);
        this.ledger = new LedgerView(() -> runner.streams().store(StoreQueryParameters.fromNameAndType(
                PerceptionNames.LEDGER_STORE, QueryableStoreTypes.keyValueStore())));
        new LedgerMetrics(ledger::sum).bindTo(meters);
    }

    public PerceptionApp start() {
        runner.start();
        return this;
    }

    /** Where every frame went, over the robots of this instance; after the end, as it was at the end. */
    public FrameLedger ledger() {
        return ledger.sum();
    }

    /** Health, and the way to learn of its end. */
    public StreamsRunner runner() {
        return runner;
    }

    private FrameSource imagesFromTopic() {
        return new TopicFrameSource(() -> settings.kafka().consumer(TopicFrameSource.CONSUMER),
                settings.perception().images().refetchTimeout());
    }

    @Override
    public void close() {
        ledger.sum();
        runner.close();
        claims.close();
    }
}
