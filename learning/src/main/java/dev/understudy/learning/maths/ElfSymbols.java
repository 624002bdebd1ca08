package dev.understudy.learning.maths;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/**
 * Finds functions in a shared library by its symbol table, also those that it does not export: 64-bit little-endian
 * ELF of less than 2 GiB, as PyTorch's libraries on Linux are.
 */
public final class ElfSymbols {

    private static final int MAGIC = 0x464c457f;
    private static final short CLASS_64_LITTLE_ENDIAN = 0x0102;
    private static final int SYMBOL_TABLE = 2; // SHT_SYMTAB
    private static final int LOADED = 1; // PT_LOAD
    private static final int SYMBOL_BYTES = 24;
    private static final int SMALLEST_HEADER = 64;

    private final ByteBuffer elf;

    private ElfSymbols(ByteBuffer elf) {
        this.elf = elf;
    }

    /**
     * Where the bytes of a function lie in the file.
     *
     * @param symbol the linker's name
     * @return bytes from the file's start; empty when the symbol table lacks the name
     * @throws IOException when the file cannot be read or is of another kind
     */
    public static OptionalLong offset(Path library, String symbol) throws IOException {
        try (FileChannel channel = FileChannel.open(library, StandardOpenOption.READ)) {
            if (channel.size() < SMALLEST_HEADER || channel.size() > Integer.MAX_VALUE) {
                throw new IOException(library + " is no library of a size this reads: " + channel.size() + " bytes");
            }
            ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                    .order(ByteOrder.LITTLE_ENDIAN);
            if (mapped.getInt(0) != MAGIC || mapped.getShort(4) != CLASS_64_LITTLE_ENDIAN) {
                throw new IOException(library + " is no 64-bit little-endian ELF file");
            }
            return new ElfSymbols(mapped).find(symbol.getBytes(StandardCharsets.US_ASCII));
        } catch (IndexOutOfBoundsException e) {
            throw new IOException(library + " is damaged: a table points outside the file", e);
        }
    }

    private OptionalLong find(byte[] symbol) {
        int sections = at(0x28);
        int bytes = elf.getShort(0x3a);
        for (int i = 0; i < elf.getShort(0x3c); i++) {
            int section = sections + i * bytes;
            if (elf.getInt(section + 4) == SYMBOL_TABLE) {
                int names = at(sections + elf.getInt(section + 40) * bytes + 24);
                return find(symbol, at(section + 24), at(section + 32), names);
            }
        }
        return OptionalLong.empty();
    }

    private OptionalLong find(byte[] symbol, int table, int bytes, int names) {
        for (int entry = table; entry < table + bytes; entry += SYMBOL_BYTES) {
            if (named(symbol, names + elf.getInt(entry))) {
                return inFile(elf.getLong(entry + 8));
            }
        }
        return OptionalLong.empty();
    }

    private boolean named(byte[] symbol, int name) {
        for (int i = 0; i < symbol.length; i++) {
            if (elf.get(name + i) != symbol[i]) {
                return false;
            }
        }
        return elf.get(name + symbol.length) == 0;
    }

    /** Segments need not lie in the file where they lie in memory. */
    private OptionalLong inFile(long address) {
        int segments = at(0x20);
        int bytes = elf.getShort(0x36);
        for (int i = 0; i < elf.getShort(0x38); i++) {
            int segment = segments + i * bytes;
            long from = elf.getLong(segment + 16);
            if (elf.getInt(segment) == LOADED && address >= from && address < from + elf.getLong(segment + 32)) {
                return OptionalLong.of(elf.getLong(segment + 8) + address - from);
            }
        }
        return OptionalLong.empty();
    }

    private int at(int field) {
        return (int) elf.getLong(field);
    }
}
