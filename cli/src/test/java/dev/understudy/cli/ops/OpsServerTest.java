package dev.understudy.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.ops.Readiness.Condition;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OpsServerTest {

    private final AtomicReference<String> fault = new AtomicReference<>();
    private final Readiness ready =
            Readiness.of(List.of(new Condition("steps", () -> Optional.ofNullable(fault.get()))));

    @Test
    void shouldAnswerWithTheReasonUntilTheServiceIsReadyAgain() throws Exception {
        try (OpsServer server = server(ready)) {
            assertThat(get(server, "/readyz").body()).isEqualTo("ok\n");
            fault.set("21 of 40 discarded");
            HttpResponse<String> answer = get(server, "/readyz");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).isEqualTo("not ready: steps: 21 of 40 discarded\n");
            assertThat(get(server, "/livez").statusCode()).isEqualTo(200);
            fault.set(null);
            assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldNameEveryConditionThatDoesNotHoldInOneLine() throws Exception {
        fault.set("the first\n  and the second");
        Readiness three = ready.and(Condition.of("trainer", () -> true, "it has stopped"))
                .and(Condition.of("stream", () -> false, "an application does not run"));
        try (OpsServer server = server(three)) {
            assertThat(get(server, "/readyz").body()).isEqualTo(
                    "not ready: steps: the first and the second; stream: an application does not run\n");
        }
    }

    @Test
    void shouldShowWhetherTheNativeMathsIsRight() throws Exception {
        try (OpsServer server = server(ready)) {
            assertThat(get(server, "/metrics").body()).contains("maths_right{path=", "maths_operations_checked{path=");
        }
    }

    private static OpsServer server(Readiness ready) {
        return OpsServer.start("127.0.0.1", 0, null, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                () -> true, ready);
    }

    private static HttpResponse<String> get(OpsServer server, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
