package dev.understudy.cli.feed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Holds a feed while its user wants it held: Enter on the terminal stops it, and another lets it go on. */
public final class FeedPause implements Backpressure {

    private volatile boolean paused;

    /** Listens to lines of a stream until it ends. */
    public FeedPause listenTo(InputStream in) {
        Thread listener = new Thread(() -> listen(in), "feed-pause");
        listener.setDaemon(true);
        listener.start();
        return this;
    }

    private void listen(InputStream in) {
        try {
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            while (lines.readLine() != null) {
                paused = !paused;
            }
        } catch (IOException e) {
            // Nobody can press a key any more: the feed goes on.
            paused = false;
        }
    }

    boolean isPaused() {
        return paused;
    }

    @Override
    public boolean mustWait(long framesFed) {
        return paused;
    }
}
