package dev.understudy.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.understudy.learning.TinyBootstrap;
import dev.understudy.learning.train.Discard;
import dev.understudy.learning.train.OnlineTrainer;
import dev.understudy.learning.train.StepReport;
import dev.understudy.learning.train.TrainerConfig;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class StepWatchTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(StepWatch.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final StepWatch watch = new StepWatch();
    private long steps;

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    private void step(int times, Discard discard) {
        for (int i = 0; i < times; i++) {
            watch.stepped(new StepReport(++steps, 1, 1, 0, 0, 1, discard, false));
        }
    }

    private List<String> logged() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void shouldJudgeNothingBeforeThereAreEnoughSteps() {
        step(StepWatch.FEWEST - 1, Discard.NOT_FINITE);
        assertThat(watch.fault()).isEmpty();
        step(1, Discard.NOT_FINITE);
        assertThat(watch.fault()).contains(
                "20 of the last 20 optimiser steps were discarded (20 not finite, 0 out of line)");
    }

    @Test
    void shouldFindFaultWithMoreThanHalfOfTheNewestSteps() {
        step(StepWatch.WINDOW, Discard.NONE);
        step(StepWatch.WINDOW / 2, Discard.OUT_OF_LINE);
        assertThat(watch.fault()).isEmpty();
        step(1, Discard.NOT_FINITE);
        assertThat(watch.fault()).contains(
                "21 of the last 40 optimiser steps were discarded (1 not finite, 20 out of line)");
        assertThat(logged()).anyMatch(line -> line.contains("makes no progress") && line.contains("21 of the last 40"));
    }

    @Test
    void shouldFindNoFaultOnceStepsAreSoundAgain() {
        step(StepWatch.WINDOW, Discard.NOT_FINITE);
        step(StepWatch.WINDOW / 2 - 1, Discard.NONE);
        assertThat(watch.fault()).isPresent();
        step(1, Discard.NONE);
        assertThat(watch.fault()).isEmpty();
        assertThat(logged()).anyMatch(line -> line.contains("makes progress again"));
    }

    @Test
    void shouldWarnOfTheFirstOfARowOnly() {
        step(1, Discard.NONE);
        step(2, Discard.NOT_FINITE);
        step(1, Discard.NONE);
        step(1, Discard.OUT_OF_LINE);
        assertThat(logged()).containsExactly("step 2 is discarded: not-finite, gradient norm 1.0",
                "step 5 is discarded: out-of-line, gradient norm 1.0");
    }

    @Test
    void shouldWarnOfEveryRollBackOfABrokenTrainer() {
        try (OnlineTrainer trainer = new OnlineTrainer(TrainerConfig.defaults(), TinyBootstrap.withBrokenStudent(),
                TinyBootstrap.anchors(), 1)) {
            TinyBootstrap.records(40, 3).forEach(trainer::admit);
            for (int i = 0; i < 6; i++) {
                watch.stepped(trainer.step());
            }
        }
        assertThat(logged()).hasSize(3);
        assertThat(logged().get(0)).contains("step 1 is discarded: not-finite");
        assertThat(logged().subList(1, 3)).allMatch(line -> line.contains("goes back to the last published weights"));
    }
}
