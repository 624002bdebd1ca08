package dev.understudy.cli.chaos;

import dev.understudy.cli.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.util.Map;

/** Main class of a broker process, so that a broker can be killed. Arguments: its folder, its port. */
public final class BrokerProcess {

    /**
     * What a scenario of seconds cannot wait for: how soon a dead member or transaction is given up. The broker's own
     * session outlasts every pause, as it would in a cluster whose controller lives elsewhere.
     */
    private static final Map<String, String> IMPATIENT = Map.of(
            "group.min.session.timeout.ms", "1000",
            "broker.session.timeout.ms", "15000",
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");

    private BrokerProcess() {
    }

    public static void main(String[] args) {
        EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(args[0]), Integer.parseInt(args[1]), IMPATIENT);
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "shutdown"));
        System.err.println("broker on " + kafka.bootstrapServers());
    }
}
