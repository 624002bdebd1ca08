package dev.understudy.cli.chaos;

import dev.understudy.cli.embedded.ChildMain;
import dev.understudy.cli.embedded.Distribution;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java process of ours that can be killed, stopped and continued; it ends when this process does. */
final class Child {

    private static final long STOP_SECONDS = 60;
    private static final int STOPPED_FIELD = 2;
    private static final int STOP_PROBES = 100;
    private static final long STOP_PROBE_MS = 10;

    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** What a process is started for. */
    enum Life {
        /** Many short ones: one compiler tier and one collector thread start fastest. */
        SHORT("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        /** A long one, with all of its heap from the start: what it takes beside can then be seen from outside. */
        LONG("-XX:+AlwaysPreTouch");

        private final List<String> flags;

        Life(String... flags) {
            this.flags = List.of(flags);
        }

        private List<String> flags(String heap) {
            List<String> all = new ArrayList<>(flags);
            all.add("-Xmx" + heap);
            if (this == LONG) {
                all.add("-Xms" + heap);
            }
            return all;
        }
    }

    /** Starts the named main class of this program's class path with our Java; its output goes to a file. */
    static Child start(String name, Path folder, Life life, String heap, String main, List<String> args) {
        Path log = folder.resolve(name + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(life.flags(heap));
        command.addAll(List.of("-Dai.djl.offline=true", "-Djava.awt.headless=true", ChildMain.class.getName(),
                main));
        command.addAll(args);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("CLASSPATH", ClassPath.own());
        try {
            Files.createDirectories(folder);
            return new Child(name, builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    String name() {
        return name;
    }

    Path log() {
        return log;
    }

    boolean alive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL; returns the exit code. */
    int kill() {
        process.destroyForcibly();
        return awaitExit();
    }

    /** SIGTERM, as an orchestrator does, with its patience before SIGKILL; returns the exit code. */
    int terminate() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                return kill();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        return process.exitValue();
    }

    /** SIGSTOP; true when the system says that it stands still. */
    boolean pause() {
        signal("-STOP");
        // Every thread has to come to a halt first.
        for (int i = 0; i < STOP_PROBES && !stopped(); i++) {
            Pause.millis(STOP_PROBE_MS);
        }
        return stopped();
    }

    /** SIGCONT. */
    void resume() {
        signal("-CONT");
    }

    int awaitExit() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Whether it ends by itself in time. */
    boolean endsWithin(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    int exitCode() {
        return process.exitValue();
    }

    private boolean stopped() {
        try {
            // The name in parentheses may hold spaces: the state follows the last of them.
            String stat = Files.readString(Path.of("/proc", Long.toString(pid()), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + STOPPED_FIELD) == 'T';
        } catch (IOException noProc) {
            return false;
        }
    }

    private void signal(String signal) {
        Tools.run("kill", signal, Long.toString(pid()));
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for a process", e);
    }

    /** The jars and folders this program runs from. */
    private static final class ClassPath {

        private ClassPath() {
        }

        static String own() {
            File lib = Distribution.home().resolve("lib").toFile();
            return lib.isDirectory() ? lib + File.separator + "*" : System.getProperty("java.class.path");
        }
    }
}
