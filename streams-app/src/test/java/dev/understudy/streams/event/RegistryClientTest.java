package dev.understudy.streams.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryClientTest {

    private static final Schema SCHEMA = Schema.create(Schema.Type.INT);

    private record Answer(int status, String body) {
    }

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body
                    + (exchange.getRequestHeaders().containsKey("Authorization")
                            ? " " + exchange.getRequestHeaders().getFirst("Authorization") : ""));
            Answer answer = answers.removeFirst();
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private String url(String userInfo) {
        return "http://" + userInfo + "127.0.0.1:" + server.getAddress().getPort() + "/base/";
    }

    @Test
    void shouldSpeakConfluentsApi() {
        RegistryClient client = new RegistryClient(url(""));
        answers.add(new Answer(200, "{\"id\":7}"));
        answers.add(new Answer(200, "{\"id\":7,\"version\":1,\"subject\":\"a/b\"}"));
        answers.add(new Answer(200, "{\"schema\":\"\\\"int\\\"\"}"));
        answers.add(new Answer(200, "{\"compatibility\":\"FULL_TRANSITIVE\"}"));
        answers.add(new Answer(200, "{\"compatibilityLevel\":\"FULL\"}"));
        answers.add(new Answer(200, "{\"is_compatible\":false}"));

        assertThat(client.register("a/b", SCHEMA)).isEqualTo(7);
        assertThat(client.lookup("a/b", SCHEMA)).isEqualTo(7);
        assertThat(client.byId(7)).isEqualTo(SCHEMA);
        client.setCompatibility("a/b", SchemaRegistry.FULL_TRANSITIVE);
        assertThat(client.compatibility("a/b")).isEqualTo("FULL");
        assertThat(client.isCompatible("a/b", SCHEMA)).isFalse();

        assertThat(requests).containsExactly(
                "POST /base/subjects/a%2Fb/versions {\"schema\":\"\\\"int\\\"\"}",
                "POST /base/subjects/a%2Fb {\"schema\":\"\\\"int\\\"\"}",
                "GET /base/schemas/ids/7 ",
                "PUT /base/config/a%2Fb {\"compatibility\":\"FULL_TRANSITIVE\"}",
                "GET /base/config/a%2Fb?defaultToGlobal=true ",
                "POST /base/compatibility/subjects/a%2Fb/versions {\"schema\":\"\\\"int\\\"\"}");
    }

    @Test
    void shouldRepeatARequestTheServerFailedAt() {
        answers.add(new Answer(503, "starting"));
        answers.add(new Answer(200, "{\"id\":1}"));

        assertThat(new RegistryClient(url("")).register("s", SCHEMA)).isEqualTo(1);
    }

    @Test
    void shouldSayInOneLineWhatTheRegistryAnswered() {
        answers.add(new Answer(409, "{\"error_code\":409,\"message\":\"Schema being registered\\n is incompatible\"}"));

        assertThatThrownBy(() -> new RegistryClient(url("")).register("s", SCHEMA))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("answered 409 to POST /subjects/s/versions: Schema being registered is");
    }

    @Test
    void shouldNameThePathThatAnAddressMayLack() {
        answers.add(new Answer(404, "{\"detail\":\"Could not find resource for full path\"}"));
        answers.add(new Answer(404, "{\"error_code\":40403,\"message\":\"Schema 1 not found\"}"));

        RegistryClient client = new RegistryClient(url(""));
        assertThatThrownBy(() -> client.byId(1)).hasMessageContaining("/base answers as a schema registry")
                .hasMessageContaining("/apis/ccompat/v7");
        assertThatThrownBy(() -> client.byId(1)).hasMessageContaining("Schema 1 not found");
    }

    @Test
    void shouldSayInOneLineThatNobodyAnswers() {
        String url = url("");
        server.stop(0);

        assertThatThrownBy(() -> new RegistryClient(url).byId(1)).isInstanceOf(RegistryException.class)
                .hasMessageContaining("cannot reach the schema registry at " + url.substring(0, url.length() - 1));
    }

    @Test
    void shouldSayThatThePageIsNoRegistry() {
        answers.add(new Answer(200, "<html>hello</html>"));
        answers.add(new Answer(200, "{}"));

        RegistryClient client = new RegistryClient(url(""));
        assertThatThrownBy(() -> client.register("s", SCHEMA)).hasMessageContaining("<html>hello</html>");
        assertThatThrownBy(() -> client.register("s", SCHEMA)).hasMessageContaining("Confluent-compatible");
    }

    @Test
    void shouldSendCredentialsAndNeverPrintThem() {
        answers.add(new Answer(401, "{\"message\":\"no\"}"));
        RegistryClient client = new RegistryClient(url("fleet:s3cret@"));

        assertThatThrownBy(() -> client.byId(1)).hasMessageContaining("answered 401").hasMessageNotContaining("s3cret");
        assertThat(client.toString()).contains("127.0.0.1").doesNotContain("s3cret");
        assertThat(requests).singleElement().asString().endsWith(" Basic ZmxlZXQ6czNjcmV0");
    }

    @Test
    void shouldRefuseAnotherKindOfUrl() {
        for (String url : List.of("localhost:8081", "ftp://u:s3cret@x", "http:/x", "http://u:s3cret@x y")) {
            assertThatThrownBy(() -> new RegistryClient(url)).isInstanceOf(RegistryException.class)
                    .hasMessageContaining("http://host:port").hasMessageNotContaining("s3cret");
        }
    }
}
