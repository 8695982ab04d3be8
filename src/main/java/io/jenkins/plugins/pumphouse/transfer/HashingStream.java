package io.jenkins.plugins.pumphouse.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/**
 * Counts and hashes what is read through it, in the reader's thread: a piece is hashed while a cache still has it, and
 * the connections read the next and write the one before in threads of their own.
 */
final class HashingStream extends FilterInputStream {
    private final Digester digester;
    private final LongConsumer moved;
    private long bytes;

    HashingStream(InputStream in, Digester digester, LongConsumer moved) {
        super(in);
        this.moved = moved;
        this.digester = digester;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return hashed(buffer, offset, in.read(buffer, offset, length));
    }

    /** A piece is hashed as a whole, however many reads it takes to fill it. */
    @Override
    public int readNBytes(byte[] buffer, int offset, int length) throws IOException {
        return hashed(buffer, offset, in.readNBytes(buffer, offset, length));
    }

    private int hashed(byte[] buffer, int offset, int count) {
        if (count > 0) {
            bytes += count;
            moved.accept(count);
            digester.add(buffer, offset, count);
        }
        return count;
    }

    /** Nothing passes unhashed. */
    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, 1 << 16)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    long bytes() {
        return bytes;
    }
}
