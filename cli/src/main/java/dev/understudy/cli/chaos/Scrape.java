package dev.understudy.cli.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a process told at {@code /metrics} at one moment, in Prometheus' text format.
 *
 * @param values by name and labels as printed
 */
record Scrape(Map<String, Double> values) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Of a process that does not answer: nothing. */
    static Scrape of(int port) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                    .timeout(PATIENCE).build();
            return parse(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return new Scrape(Map.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    static Scrape parse(String text) {
        Map<String, Double> values = new TreeMap<>();
        text.lines().filter(line -> !line.isBlank() && line.charAt(0) != '#').forEach(line -> {
            int end = line.indexOf('}') + 1;
            int space = line.indexOf(' ', end);
            String[] numbers = line.substring(space + 1).split(" ");
            values.put(line.substring(0, space), number(numbers[0]));
        });
        return new Scrape(values);
    }

    private static double number(String text) {
        return text.equals("+Inf") ? Double.POSITIVE_INFINITY
                : text.equals("-Inf") ? Double.NEGATIVE_INFINITY : Double.parseDouble(text);
    }

    /** Sum of a metric over all label sets that have a label like {@code area="heap"}; NaN when there is none. */
    double sum(String name, String label) {
        double[] found = values.entrySet().stream()
                .filter(e -> e.getKey().equals(name) || e.getKey().startsWith(name + "{"))
                .filter(e -> e.getKey().contains(label)).mapToDouble(Map.Entry::getValue).toArray();
        return found.length == 0 ? Double.NaN : Arrays.stream(found).sum();
    }
}
