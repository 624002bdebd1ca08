package dev.understudy.streams;

import dev.understudy.event.ClassifiedObject;
import dev.understudy.streams.inference.ServingModel;
import dev.understudy.streams.model.LiveModel;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.serialization.Serializer;

/** The inference application: sets of objects in, samples and object events out. Scales with accelerators. */
public final class InferenceApp implements AutoCloseable {

    private final StreamsRunner runner;

    /**
     * Makes the application.
     *
     * @param live the model that is live in this process; stays the caller's
     * @param events writes events in the registry's wire format; stays the caller's
     */
    public InferenceApp(StreamsSettings settings, LiveModel<? extends ServingModel> live,
            Serializer<ClassifiedObject> events, MeterRegistry meters) {
        this.runner = new StreamsRunner(InferenceTopology.build(settings.inference(), live, events, meters),
                settings, settings.inferenceId(), meters);
    }

    public InferenceApp start() {
        runner.start();
        return this;
    }

    /** Health, and the way to learn of its end. */
    public StreamsRunner runner() {
        return runner;
    }

    @Override
    public void close() {
        runner.close();
    }
}
