package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.cli.common.Report;
import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {

    private record Seen(String robot) {
    }

    @ParameterizedTest
    @ValueSource(strings = {"US-ASCII", "ISO-8859-1", "UTF-8"})
    void shouldPrintJsonThatEveryCharsetHolds(String charset) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Report.json(new PrintWriter(new OutputStreamWriter(bytes, charset)), new Seen("Prüfstand–€"));

        assertThat(new ObjectMapper().readTree(bytes.toByteArray()).requiredAt("/robot").asText())
                .isEqualTo("Prüfstand–€");
    }

    @Test
    void shouldShowBytesThatAreNoTextAsHex() {
        assertThat(Report.text("ä".getBytes(StandardCharsets.UTF_8))).isEqualTo("ä");
        assertThat(Report.text(new byte[] {(byte) 0xff, 1})).isEqualTo("0xff01");
    }
}
