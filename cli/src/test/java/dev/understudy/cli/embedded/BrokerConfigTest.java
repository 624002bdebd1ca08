package dev.understudy.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class BrokerConfigTest {

    /** While a restarted broker's partitions have no leader, ending a transaction would lose its marker. */
    @Test
    void shouldNotLookForDeadTransactionsWhenTheFormerSessionEnds() {
        Properties config = BrokerConfig.of(Path.of("broker"), 9092, 9093);
        int session = Integer.parseInt(config.getProperty("broker.session.timeout.ms"));
        int check = Integer.parseInt(
                config.getProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms"));
        assertThat(check).isGreaterThanOrEqualTo(2 * session);
    }
}
