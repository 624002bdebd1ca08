package dev.understudy.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FeedProgressTest {

    @Test
    void shouldShowAShareWhereTheEndIsKnown() {
        assertThat(FeedProgress.line(6, 12, false)).isEqualTo("[############............] 6/12 LiDAR frames");
        assertThat(FeedProgress.line(6, -1, true)).isEqualTo("6 LiDAR frames  paused, Enter goes on");
    }

    @Test
    void shouldPauseOnALineAndGoOnWithTheNext() throws InterruptedException {
        Keys keys = new Keys();
        FeedPause pause = new FeedPause().listenTo(keys);
        assertThat(pause.mustWait(0)).isFalse();
        keys.press('\n');
        keys.press('x');
        assertThat(pause.mustWait(0)).isTrue();
        keys.press('\n');
        keys.press('x');
        assertThat(pause.mustWait(0)).isFalse();
    }

    /** Keys that are handed over one by one: once the next is taken, the one before has had its effect. */
    private static final class Keys extends InputStream {

        private static final long LIMIT_MINUTES = 1;

        private final SynchronousQueue<Integer> next = new SynchronousQueue<>();

        void press(char key) throws InterruptedException {
            assertThat(next.offer((int) key, LIMIT_MINUTES, TimeUnit.MINUTES)).as("key taken").isTrue();
        }

        @Override
        public int read() throws IOException {
            try {
                return next.take();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            into[offset] = (byte) read();
            return 1;
        }
    }
}
