package dev.understudy.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.streams.state.StateOrigin;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateOriginTest {

    @TempDir
    private Path folder;

    private boolean changed(String application, String cluster) {
        return new StateOrigin(folder.resolve("state"), application).change(cluster);
    }

    @Test
    void shouldNoticeTheStateOfAnotherCluster() {
        assertThat(changed("app", "one")).isFalse();
        assertThat(changed("app", "one")).isFalse();
        assertThat(changed("app", "two")).isTrue();
        assertThat(changed("app", "two")).isFalse();
    }

    @Test
    void shouldTellApplicationsOfOneFolderApart() {
        assertThat(changed("app", "one")).isFalse();
        assertThat(changed("other", "two")).isFalse();
    }
}
