package dev.understudy.cli.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports on 127.0.0.1, the only address embedded services listen on. */
final class Loopback {

    static final String HOST = "127.0.0.1";

    private Loopback() {
    }

    /** A port that was free a moment ago; nothing holds it, so a caller is ready to try another. */
    static int freePort() {
        try (ServerSocket socket = bind(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EmbeddedStartException("no free port on " + HOST + ": " + e.getMessage(), e);
        }
    }

    /** Returns {@code port}, or a free one for 0. */
    static int require(String service, int port) {
        if (port == 0) {
            return freePort();
        }
        try (ServerSocket socket = bind(port)) {
            return socket.getLocalPort();
        } catch (IOException | IllegalArgumentException e) {
            throw new EmbeddedStartException(service + " cannot listen on " + HOST + ":" + port + " ("
                    + e.getMessage() + "); choose another port, or 0 for any that is free", e);
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            // As the services do: a port whose last connections linger in TIME_WAIT counts as free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(HOST, port));
            return socket;
        } catch (IOException | IllegalArgumentException e) {
            socket.close();
            throw e;
        }
    }
}
