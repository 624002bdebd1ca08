package dev.understudy.streams.claim;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of S3 as the store uses, on loopback; every request's signature and payload hash are checked. */
final class FakeS3 implements AutoCloseable {

    static final String ACCESS_KEY = "AKIDTEST";
    static final String SECRET_KEY = "a secret/of+the test";
    static final String BUCKET = "frames";
    /** What a client may state that has no payload. */
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final Pattern AUTHORIZATION = Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/([^,]+), ?"
            + "SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})");

    final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    volatile String lifecycle;
    /** While it is there, answers wait for it. */
    volatile CountDownLatch hold;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    FakeS3() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        await();
        if (!isSigned(exchange, body)) {
            answer(exchange, 403, error("SignatureDoesNotMatch"));
            return;
        }
        String path = exchange.getRequestURI().getPath().substring(("/" + BUCKET).length());
        String key = path.isEmpty() ? "" : path.substring(1);
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                objects.put(key, body);
                answer(exchange, 200, "");
            }
            case "DELETE" -> {
                objects.remove(key);
                answer(exchange, 204, "");
            }
            default -> get(exchange, key);
        }
    }

    private void get(HttpExchange exchange, String key) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        if (query.startsWith("lifecycle")) {
            answer(exchange, lifecycle == null ? 404 : 200,
                    lifecycle == null ? error("NoSuchLifecycleConfiguration") : lifecycle);
        } else if (key.isEmpty()) {
            StringBuilder list = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
            objects.forEach((name, content) -> list.append("<Contents><Key>").append(name).append("</Key><Size>")
                    .append(content.length)
                    .append("</Size><LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents>"));
            answer(exchange, 200, list.append("</ListBucketResult>").toString());
        } else if (objects.containsKey(key)) {
            answer(exchange, 200, objects.get(key));
        } else {
            answer(exchange, 404, error("NoSuchKey"));
        }
    }

    private void await() {
        CountDownLatch latch = hold;
        try {
            if (latch != null) {
                latch.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isSigned(HttpExchange exchange, byte[] body) {
        Matcher said = AUTHORIZATION.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        String hash = exchange.getRequestHeaders().getFirst("x-amz-content-sha256");
        if (!said.matches() || !said.group(1).equals(ACCESS_KEY)
                || !(body.length == 0 && UNSIGNED.equals(hash))
                        && !HexFormat.of().formatHex(Sha256.of(body)).equals(hash)) {
            return false;
        }
        Map<String, String> signed = new TreeMap<>();
        for (String name : said.group(3).split(";")) {
            signed.put(name, String.join(",", exchange.getRequestHeaders().get(name)));
        }
        String raw = exchange.getRequestURI().getRawQuery();
        return signed.keySet().containsAll(List.of("host", "x-amz-date", "x-amz-content-sha256"))
                && said.group(4).equals(SignatureV4.of(SECRET_KEY, exchange.getRequestMethod(),
                        exchange.getRequestURI().getRawPath(), query(raw), signed, hash,
                        exchange.getRequestHeaders().getFirst("x-amz-date"), said.group(2)));
    }

    /** Options in order, each with an equals sign. */
    private static String query(String raw) {
        return raw == null ? "" : String.join("&", Arrays.stream(raw.split("&"))
                .map(option -> option.contains("=") ? option : option + "=").sorted().toList());
    }

    private static String error(String code) {
        return "<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>";
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        answer(exchange, status, text.getBytes(UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, byte[] content) throws IOException {
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
