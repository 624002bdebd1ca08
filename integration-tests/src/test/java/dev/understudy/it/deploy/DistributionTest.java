package dev.understudy.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One library writes the log, whichever interface a line of it came through. */
class DistributionTest {

    @Test
    void shouldLogBySlf4jToLogbackOnly() {
        assertThat(Distribution.providersOf("org.slf4j.spi.SLF4JServiceProvider")).containsExactly("logback-classic");
    }

    @Test
    void shouldHandOnWhatKafkasServerLogsByLog4j() {
        assertThat(Distribution.providersOf("org.apache.logging.log4j.spi.Provider"))
                .containsExactly("log4j-to-slf4j");
    }
}
