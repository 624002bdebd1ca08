package dev.understudy.cli.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who may use an embedded broker: TLS on its listener, SASL by SCRAM-SHA-512, and Kafka's own access control, which
 * denies what no entry allows. The controller's listener stays plain: it is the broker's way to itself.
 *
 * @param keyStore PKCS#12 file with the broker's key and certificate
 * @param password of the key store
 * @param admin    name of the user who may do everything, the broker itself among them
 * @param users    passwords by user name, the administrator's included
 * @param unsignedTokens take OAUTHBEARER tokens that nobody signed: anybody can be anyone, so for tests of what a
 *                 client passes through only
 */
public record BrokerSecurity(Path keyStore, String password, String admin, Map<String, String> users,
        boolean unsignedTokens) {

    private static final String SCRAM = "SCRAM-SHA-512";
    private static final String OAUTH = "OAUTHBEARER";

    public BrokerSecurity {
        users = Map.copyOf(users);
        if (!users.containsKey(admin)) {
            throw new IllegalArgumentException("users: the administrator '" + admin + "' has no password");
        }
    }

    /** Users as Kafka's storage formatter takes them. */
    List<String> scramArguments() {
        return users.entrySet().stream()
                .map(user -> SCRAM + "=[name=" + user.getKey() + ",password=" + user.getValue() + "]").toList();
    }

    /** The broker's settings, by Kafka's names. */
    Map<String, String> settings() {
        Map<String, String> p = new TreeMap<>();
        String listener = BrokerConfig.BROKER_LISTENER;
        String prefix = "listener.name." + listener.toLowerCase(Locale.ROOT) + ".";
        p.put("listener.security.protocol.map", listener + ":SASL_SSL," + BrokerConfig.CONTROLLER_LISTENER
                + ":PLAINTEXT");
        p.put("ssl.keystore.location", keyStore.toAbsolutePath().toString());
        p.put("ssl.keystore.password", password);
        p.put("ssl.keystore.type", "PKCS12");
        p.put("ssl.truststore.location", keyStore.toAbsolutePath().toString());
        p.put("ssl.truststore.password", password);
        p.put("ssl.truststore.type", "PKCS12");
        p.put("sasl.enabled.mechanisms", unsignedTokens ? SCRAM + "," + OAUTH : SCRAM);
        p.put("sasl.mechanism.inter.broker.protocol", SCRAM);
        p.put(prefix + "scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + admin
                        + "\" password=\"" + users.get(admin) + "\";");
        if (unsignedTokens) {
            p.put(prefix + "oauthbearer.sasl.jaas.config",
                    "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required "
                            + "unsecuredLoginStringClaim_sub=\"" + admin + "\";");
        }
        p.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        // The broker comes to its own controller without a name.
        p.put("super.users", "User:" + admin + ";User:ANONYMOUS");
        return p;
    }

    @Override
    public String toString() {
        return "BrokerSecurity[keyStore=" + keyStore + ", admin=" + admin + ", users=" + users.keySet() + "]";
    }
}
