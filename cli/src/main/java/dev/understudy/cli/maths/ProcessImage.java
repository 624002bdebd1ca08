package dev.understudy.cli.maths;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * This process from its beginning, with one environment variable more: the same program and arguments by
 * {@code execve(2)}. Process id, standard streams, limits and whoever waits for the exit code stay as they are, so that
 * a container's first process, a pipe or a {@code kill} notice nothing; memory is given back. Linux only.
 */
final class ProcessImage {

    private static final Path SELF = Path.of("/proc/self");
    private static final int FIRST_OWN_DESCRIPTOR = 3;
    private static final int SET_FLAGS = 2; // F_SETFD
    private static final int CLOSE_ON_EXEC = 1; // FD_CLOEXEC

    private final String program;
    private final List<byte[]> arguments;
    private final List<byte[]> environment;
    private final Function execve;
    private final Function fcntl;

    private ProcessImage(String program, List<byte[]> arguments, List<byte[]> environment) throws IOException {
        this.program = program;
        this.arguments = arguments;
        this.environment = environment;
        try {
            NativeLibrary system = NativeLibrary.getProcess();
            this.execve = system.getFunction("execve");
            this.fcntl = system.getFunction("fcntl");
        } catch (LinkageError e) {
            throw new IOException("JNA does not load: " + e.getMessage(), e);
        }
    }

    /**
     * As the system gives it: the bytes of arguments and variables, whatever their encoding.
     *
     * @throws IOException where the system does not give it, or cannot be called
     */
    static ProcessImage ofThisProcess(String variable, String value) throws IOException {
        byte[] prefix = (variable + "=").getBytes(StandardCharsets.US_ASCII);
        List<byte[]> environment = new ArrayList<>(strings(Files.readAllBytes(SELF.resolve("environ"))));
        environment.removeIf(given -> startsWith(given, prefix));
        environment.add((variable + "=" + value).getBytes(StandardCharsets.US_ASCII));
        return new ProcessImage(program(), strings(Files.readAllBytes(SELF.resolve("cmdline"))), environment);
    }

    /** By its own path, so that the process keeps its name; by the link where an update has taken the file away. */
    private static String program() throws IOException {
        Path link = SELF.resolve("exe");
        Path file = Files.readSymbolicLink(link);
        return (Files.isExecutable(file) ? file : link).toString();
    }

    /** Splits at the zero bytes that end each string. */
    static List<byte[]> strings(byte[] terminated) {
        List<byte[]> out = new ArrayList<>();
        ByteArrayOutputStream current = new ByteArrayOutputStream();
        for (byte b : terminated) {
            if (b == 0) {
                out.add(current.toByteArray());
                current.reset();
            } else {
                current.write(b);
            }
        }
        return out;
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (i >= bytes.length || bytes[i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** Does not return. No shutdown hook runs: call it while nothing is open that must be closed. */
    void replaceThisProcess() throws IOException {
        closeDescriptorsAtReplacement();
        execve.invokeInt(new Object[] {program, array(arguments), array(environment)});
        throw new IOException("execve(2) of " + program + " gives error " + Native.getLastError());
    }

    /**
     * Java leaves its jars and sockets open for a successor. Pipes stay: a shell may have handed one over as an
     * argument, as in {@code --config <(...)}.
     */
    private void closeDescriptorsAtReplacement() throws IOException {
        try (Stream<Path> open = Files.list(SELF.resolve("fd"))) {
            for (Path descriptor : open.toList()) {
                int number = Integer.parseInt(descriptor.getFileName().toString());
                if (number >= FIRST_OWN_DESCRIPTOR && !isPipe(descriptor)) {
                    fcntl.invokeInt(new Object[] {number, SET_FLAGS, CLOSE_ON_EXEC});
                }
            }
        }
    }

    private static boolean isPipe(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("pipe:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    /** Pointers to the strings, ended by a null pointer, and the strings behind them in the same block. */
    private static Memory array(List<byte[]> strings) {
        long at = (strings.size() + 1L) * Native.POINTER_SIZE;
        Memory block = new Memory(at + strings.stream().mapToLong(string -> string.length + 1L).sum());
        block.clear();
        for (int i = 0; i < strings.size(); i++) {
            byte[] string = strings.get(i);
            block.setPointer((long) i * Native.POINTER_SIZE, block.share(at));
            block.write(at, string, 0, string.length);
            at += string.length + 1L;
        }
        return block;
    }
}
