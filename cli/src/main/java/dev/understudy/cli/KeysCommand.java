package dev.understudy.cli;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.learning.checkpoint.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy keys}: keys that sign checkpoints, ones that streams trust, and the token of the metrics. */
@Command(name = "keys", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
        description = "Make the Ed25519 keys that sign and verify checkpoints, and the token of the metrics.",
        subcommands = {KeysCommand.Create.class, KeysCommand.Token.class})
final class KeysCommand {

    /** {@code understudy keys token}. */
    @Command(name = "token", mixinStandardHelpOptions = true,
            description = "Make a random token for readers of the metrics (kept if the file exists).")
    static final class Token implements Runnable {

        /** As hard to guess as a 256-bit key. */
        private static final int BYTES = 32;

        @Parameters(paramLabel = "FILE", description = "file of the token, readable by its owner only")
        private Path file;

        @Override
        public void run() {
            try {
                if (Files.exists(file)) {
                    System.out.println("kept " + file);
                    return;
                }
                Path folder = file.toAbsolutePath().getParent();
                Files.createDirectories(folder);
                // Whole before it has its name; temporary files are readable by their owner only.
                Path whole = Files.createTempFile(folder, file.getFileName().toString(), ".new");
                Files.writeString(whole, random() + "\n");
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
                System.out.println("made " + file);
            } catch (IOException e) {
                throw new UserError(ExitCode.INPUT, "cannot write the token " + file + ": " + e.getMessage(), e);
            }
        }

        private static String random() {
            byte[] token = new byte[BYTES];
            new SecureRandom().nextBytes(token);
            return HexFormat.of().formatHex(token);
        }
    }

    /** {@code understudy keys create}. */
    @Command(name = "create", mixinStandardHelpOptions = true,
            description = "Make a signing key (kept if it exists) and put its public half into a key ring.")
    static final class Create implements Runnable {

        @Parameters(paramLabel = "SECRET_FILE", description = "file of the private key, readable by its owner only")
        private Path secret;

        @Option(names = "--public", paramLabel = "DIR", required = true,
                description = "folder of trusted public keys (the stream's --keys)")
        private Path ring;

        @Override
        public void run() {
            Signer signer = Signer.loadOrCreate(secret);
            Path published = Signer.publicFile(secret);
            try {
                Files.createDirectories(ring);
                Files.copy(published, place(published, signer.keyId()), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UserError(ExitCode.INPUT, "cannot write the key ring " + ring + ": " + e.getMessage(), e);
            }
            System.out.println(signer.keyId());
        }

        /** A file of the same name may be another key of the ring, which must stay until it is rotated out. */
        private Path place(Path published, String keyId) throws IOException {
            Path usual = ring.resolve(published.getFileName());
            return !Files.exists(usual) || Files.mismatch(published, usual) < 0
                    ? usual : ring.resolve(keyId + Signer.PUBLIC_SUFFIX);
        }
    }
}
