package dev.understudy.cli.embedded;

import org.apache.kafka.common.utils.Exit;

/**
 * Kafka ends the process on a fatal fault, without a word on standard error. While a broker starts, such a fault
 * shall be an exception of the starting thread instead; afterwards it still ends the process, but says so.
 */
final class BrokerFaults {

    private BrokerFaults() {
    }

    /** Scope of a start; the JVM-wide exit procedures are Kafka's own, so one start at a time is assumed. */
    interface Startup extends AutoCloseable {
        @Override
        void close();
    }

    static Startup throwDuringStartup() {
        Exit.Procedure refuse = (code, message) -> {
            throw new EmbeddedStartException("the broker wanted to end the process with code " + code
                    + (message == null ? "" : ": " + message));
        };
        Exit.setHaltProcedure(refuse);
        Exit.setExitProcedure(refuse);
        return () -> {
            Exit.setHaltProcedure(BrokerFaults::halt);
            Exit.setExitProcedure(BrokerFaults::halt);
        };
    }

    private static void halt(int code, String message) {
        System.err.println("understudy: the embedded Kafka broker failed and ends this process"
                + (message == null ? "; its log says why" : ": " + message));
        Runtime.getRuntime().halt(code);
    }
}
