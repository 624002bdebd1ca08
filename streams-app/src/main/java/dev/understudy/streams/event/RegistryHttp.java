package dev.understudy.streams.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** JSON requests to a registry, repeated a few times while it is unreachable or failing. */
final class RegistryHttp {

    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);
    /** All requests can be repeated without harm: registering a schema again returns the same id. */
    private static final int ATTEMPTS = 4;
    private static final int FIRST_PAUSE_MS = 200;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;
    private static final String APICURIO_PATH = "/apis/ccompat/v7";
    private static final int LONGEST_SHOWN = 200;

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_LIMIT).build();
    private final String base;
    private final String authorization;

    RegistryHttp(String url) {
        URI uri = parse(url);
        String userInfo = uri.getUserInfo();
        authorization = userInfo == null ? null
                : "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
        String clean = uri.getRawUserInfo() == null ? url : url.replaceFirst("//[^@/]*@", "//");
        base = clean.endsWith("/") ? clean.substring(0, clean.length() - 1) : clean;
    }

    /** The base URL without credentials. */
    String shownUrl() {
        return base;
    }

    /** Sends a request; {@code body} may be null. */
    JsonNode send(String method, String path, JsonNode body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(ANSWER_LIMIT)
                .header("Accept", MEDIA_TYPE + ", application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
        if (body != null) {
            request.header("Content-Type", MEDIA_TYPE);
        }
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return read(method + " " + path, sendPatiently(request.build()));
    }

    private HttpResponse<String> sendPatiently(HttpRequest request) {
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
                if (response.statusCode() < SERVER_ERROR || attempt == ATTEMPTS) {
                    return response;
                }
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    String why = e.getMessage() == null ? "no connection" : e.getMessage();
                    throw new RegistryException("cannot reach the schema registry at " + base + ": " + why, e);
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            pause(FIRST_PAUSE_MS << (attempt - 1));
        }
    }

    private JsonNode read(String what, HttpResponse<String> response) {
        JsonNode answer = parseBody(response.body());
        if (response.statusCode() / 100 == 2 && answer != null) {
            return answer;
        }
        if (response.statusCode() == NOT_FOUND && (answer == null || !answer.has("error_code"))) {
            throw new RegistryException("nothing at " + base + " answers as a schema registry does (" + what
                    + "): the address may lack its path, which is " + APICURIO_PATH + " for Apicurio");
        }
        String said = answer != null && answer.hasNonNull("message") ? answer.get("message").asText()
                : response.body();
        throw new RegistryException("the schema registry at " + base + " answered " + response.statusCode() + " to "
                + what + ": " + oneLine(said));
    }

    private JsonNode parseBody(String body) {
        try {
            return mapper.readTree(body);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private RegistryException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new RegistryException("interrupted while waiting for the schema registry at " + base, e);
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…";
    }

    private static URI parse(String url) {
        try {
            URI uri = URI.create(url);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // The message below says the same without the text, which may hold a password.
        }
        throw new RegistryException("the schema registry's URL must look like http://host:port/path");
    }
}
