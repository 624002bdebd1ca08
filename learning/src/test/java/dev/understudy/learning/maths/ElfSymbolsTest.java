package dev.understudy.learning.maths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElfSymbolsTest {

    private static final int SEGMENTS = 64;
    private static final int SECTIONS = 128;
    private static final int SYMBOLS = 256;
    private static final int NAMES = 320;
    private static final int CODE = 0x180;
    private static final int ADDRESS = 0x2180; // the segment lies 0x2000 further in memory than in the file

    @TempDir
    private Path folder;

    @Test
    void shouldFindAFunctionWhereItsSegmentLiesInTheFile() throws IOException {
        Path library = write(library());
        assertThat(ElfSymbols.offset(library, "second")).hasValue(CODE + 8);
    }

    @Test
    void shouldNotTakeTheBeginningOfANameForIt() throws IOException {
        Path library = write(library());
        assertThat(ElfSymbols.offset(library, "sec")).isEmpty();
        assertThat(ElfSymbols.offset(library, "secondary")).isEmpty();
    }

    @Test
    void shouldRefuseAFileOfAnotherKind() throws IOException {
        Path text = write(ByteBuffer.wrap("no library at all ".repeat(8).getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> ElfSymbols.offset(text, "second")).isInstanceOf(IOException.class)
                .hasMessageContaining("is no 64-bit little-endian ELF file");
    }

    @Test
    void shouldRefuseATableThatPointsOutsideTheFile() throws IOException {
        Path library = write(library().putLong(0x28, 1 << 20));
        assertThatThrownBy(() -> ElfSymbols.offset(library, "second")).isInstanceOf(IOException.class)
                .hasMessageContaining("damaged");
    }

    private Path write(ByteBuffer content) throws IOException {
        return Files.write(folder.resolve("library.so"), content.array());
    }

    /** One segment, a symbol table with two functions, and their names. */
    private static ByteBuffer library() {
        ByteBuffer elf = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        elf.putInt(0, 0x464c457f).putShort(4, (short) 0x0102);
        elf.putLong(0x20, SEGMENTS).putShort(0x36, (short) 56).putShort(0x38, (short) 1);
        elf.putLong(0x28, SECTIONS).putShort(0x3a, (short) 64).putShort(0x3c, (short) 2);
        elf.putInt(SEGMENTS, 1).putLong(SEGMENTS + 8, CODE).putLong(SEGMENTS + 16, ADDRESS).putLong(SEGMENTS + 32, 64);
        elf.putInt(SECTIONS + 4, 2).putLong(SECTIONS + 24, SYMBOLS).putLong(SECTIONS + 32, 48).putInt(SECTIONS + 40, 1);
        elf.putLong(SECTIONS + 64 + 24, NAMES);
        elf.putInt(SYMBOLS, 1).putLong(SYMBOLS + 8, ADDRESS);
        elf.putInt(SYMBOLS + 24, 7).putLong(SYMBOLS + 32, ADDRESS + 8);
        elf.put(NAMES, "\0first\0second\0".getBytes(StandardCharsets.US_ASCII));
        return elf;
    }
}
