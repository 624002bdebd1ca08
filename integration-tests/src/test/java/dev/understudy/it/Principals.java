package dev.understudy.it;

import dev.understudy.cli.embedded.BrokerSecurity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

/** A certificate of the test's own, users with passwords, and the client settings of each. */
final class Principals {

    static final String ADMIN = "admin";

    private final Path folder;
    private final Path keyStore;
    private final String storePassword = UUID.randomUUID().toString();
    private final Map<String, String> passwords = new HashMap<>();

    Principals(Path folder, String... users) throws IOException, InterruptedException {
        this.folder = folder;
        passwords.put(ADMIN, UUID.randomUUID().toString());
        for (String user : users) {
            passwords.put(user, UUID.randomUUID().toString());
        }
        keyStore = folder.resolve("broker.p12");
        int exit = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "broker", "-keyalg", "EC", "-groupname", "secp256r1", "-dname",
                "CN=localhost", "-ext", "SAN=IP:127.0.0.1", "-validity", "2", "-storetype", "PKCS12", "-keystore",
                keyStore.toString(), "-storepass", storePassword).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IOException("keytool ended with " + exit);
        }
    }

    BrokerSecurity security() {
        return new BrokerSecurity(keyStore, storePassword, ADMIN, passwords, true);
    }

    String password(String user) {
        return passwords.get(user);
    }

    /** Client settings of a user who logs in with this password. */
    Map<String, String> scram(String user, String password) {
        return tls("SCRAM-SHA-512", "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
                + user + "\" password=\"" + password + "\";");
    }

    Map<String, String> scram(String user) {
        return scram(user, password(user));
    }

    /** Client settings of somebody with an unsigned token. */
    Map<String, String> token(String user) {
        return tls("OAUTHBEARER", "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required "
                + "unsecuredLoginStringClaim_sub=\"" + user + "\";");
    }

    private Map<String, String> tls(String mechanism, String jaas) {
        return Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", mechanism, "sasl.jaas.config", jaas,
                "ssl.truststore.location", keyStore.toString(), "ssl.truststore.password", storePassword,
                "ssl.truststore.type", "PKCS12");
    }

    /** The settings as a file for {@code --kafka-config}. */
    String file(Map<String, String> settings) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        Path file = Files.createTempFile(folder, "client", ".properties");
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        return file.toString();
    }
}
