package dev.understudy.cli.embedded;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Entry point of a child JVM that must not outlive its parent: its standard input is a pipe the parent holds and
 * never writes to, so its end means that the parent is gone, even killed hard. Arguments: the real main class, then
 * its arguments. Uses nothing but the JDK, for it runs on the class path of another program.
 */
public final class ChildMain {

    private ChildMain() {
    }

    public static void main(String[] args) throws Exception {
        Thread watch = new Thread(ChildMain::endWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        try {
            Class.forName(args[0]).getMethod("main", String[].class)
                    .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // Whatever is sent is no signal; only the end of the stream is.
            }
        } catch (IOException e) {
            // A broken pipe says the same as its end.
        }
        Runtime.getRuntime().halt(0);
    }
}
