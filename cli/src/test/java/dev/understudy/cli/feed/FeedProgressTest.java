package dev.understudy.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import org.junit.jupiter.api.Test;

class FeedProgressTest {

    @Test
    void shouldShowAShareWhereTheEndIsKnown() {
        assertThat(FeedProgress.line(6, 12, false)).isEqualTo("[############............] 6/12 LiDAR frames");
        assertThat(FeedProgress.line(6, -1, true)).isEqualTo("6 LiDAR frames  paused, Enter goes on");
    }

    @Test
    void shouldPauseOnALineAndGoOnWithTheNext() throws IOException, InterruptedException {
        try (PipedOutputStream keys = new PipedOutputStream()) {
            FeedPause pause = new FeedPause().listenTo(new PipedInputStream(keys));
            assertThat(pause.mustWait(0)).isFalse();
            keys.write('\n');
            keys.flush();
            await(pause, true);
            keys.write('\n');
            keys.flush();
            await(pause, false);
        }
    }

    private static void await(FeedPause pause, boolean held) throws InterruptedException {
        while (pause.mustWait(0) != held) {
            Thread.sleep(1);
        }
    }
}
