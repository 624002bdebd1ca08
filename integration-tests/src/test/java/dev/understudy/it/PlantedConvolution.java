package dev.understudy.it;

import ai.djl.ndarray.NDArray;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;

/**
 * A convolution that stands in for DJL's in a child process and spoils a few of its values: what a native library does
 * that is wrong on a machine. Its class must come first on the class path.
 */
enum PlantedConvolution {

    /** Whatever routines the libraries are told to choose. */
    WRONG_ON_EVERY_PATH("true"),
    /** While oneDNN may choose freely. */
    WRONG_BY_DEFAULT("System.getenv(\"ONEDNN_MAX_CPU_ISA\") == null");

    private static final String SOURCE = """
            package ai.djl.nn.convolutional;

            import ai.djl.ndarray.NDArray;
            import ai.djl.ndarray.NDList;
            import ai.djl.ndarray.types.Shape;
            import java.util.Arrays;

            public class Conv2d {

                private static final int ONE_OF = 97;

                public static NDList conv2d(NDArray input, NDArray weight, NDArray bias, Shape stride, Shape padding,
                        Shape dilation) {
                    NDList right = input.getNDArrayInternal()
                            .convolution(input, weight, bias, stride, padding, dilation, 1);
                    if (!(WRONG)) {
                        return right;
                    }
                    NDArray output = right.singletonOrThrow();
                    float[] factors = new float[(int) output.getShape().size()];
                    Arrays.fill(factors, 1);
                    for (int i = 0; i < factors.length; i += ONE_OF) {
                        factors[i] = 1.5f;
                    }
                    return new NDList(output.mul(output.getManager().create(factors, output.getShape())));
                }
            }
            """;

    private final String condition;

    PlantedConvolution(String condition) {
        this.condition = condition;
    }

    /**
     * Compiles it. Without a compiler the test is skipped.
     *
     * @return the folder to put first on a class path
     */
    Path compile(Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            Assumptions.abort("no compiler for a wrong convolution: this Java is no JDK");
        }
        Path source = Files.createDirectories(folder).resolve("Conv2d.java");
        Files.writeString(source, SOURCE.replace("WRONG", condition));
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        if (compiler.run(null, null, complaints, "-proc:none", "-cp", djl(), "-d", folder.toString(),
                source.toString()) != 0) {
            throw new IOException(complaints.toString(StandardCharsets.UTF_8));
        }
        return folder;
    }

    private static String djl() {
        return NDArray.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    }
}
