package dev.understudy.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.learning.TinyBootstrap;
import dev.understudy.messaging.KafkaConnection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class TrainerProcessTest {

    private static TrainerProcess process() {
        return new TrainerProcess(TrainerSettings.local(KafkaConnection.to("no address"), Path.of("unused")),
                TinyBootstrap.checkpoint(), new SimpleMeterRegistry());
    }

    @Test
    void shouldTellWhatEndedTheTraining() {
        TrainerProcess trainer = process().start();

        assertThatThrownBy(trainer::awaitEnd).isInstanceOf(KafkaException.class);
        assertThatThrownBy(trainer::check).isInstanceOf(KafkaException.class);
        assertThat(trainer.isRunning()).isFalse();
    }

    @Test
    void shouldEndWithoutAFailureWhenItWasNeverStarted() {
        TrainerProcess trainer = process();
        trainer.close();
        trainer.check();

        assertThat(trainer.isRunning()).isFalse();
    }

    @Test
    void shouldKeepTheFlagOfAnInterruptedThreadThatClosesIt() {
        TrainerProcess trainer = process();
        Thread.currentThread().interrupt();
        trainer.close();

        assertThat(Thread.interrupted()).isTrue();
    }
}
