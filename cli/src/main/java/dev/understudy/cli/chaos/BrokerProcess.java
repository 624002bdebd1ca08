package dev.understudy.cli.chaos;

import dev.understudy.cli.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.util.Map;

/** Main class of a broker process, so that a broker can be killed. Arguments: its folder, its port. */
public final class BrokerProcess {

    /**
     * What a scenario of seconds cannot wait for: how soon a dead member, transaction or broker is given up. Between
     * the end of the dead broker's session and the next look for dead transactions lies a distance, as in the
     * embedded broker's own settings and for the reason given there.
     */
    private static final Map<String, String> IMPATIENT = Map.of(
            "group.min.session.timeout.ms", "1000",
            "broker.session.timeout.ms", "10000",
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "25000");

    private BrokerProcess() {
    }

    public static void main(String[] args) {
        EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(args[0]), Integer.parseInt(args[1]), IMPATIENT);
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "shutdown"));
        System.err.println("broker on " + kafka.bootstrapServers());
    }
}
