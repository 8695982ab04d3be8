package io.jenkins.plugins.pumphouse.clouds.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes that can be read again and again: an image, a server's disk, the body of an answer. */
public interface Blob {
    /** Length in bytes. */
    long length();

    /** A fresh stream from the first byte that holds at least {@link #length} bytes; the reader closes it. */
    InputStream open() throws IOException;

    static Blob of(byte[] bytes) {
        return new Blob() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    /** The content of a file that nobody changes any more. */
    static Blob of(Path file) {
        return new Blob() {
            @Override
            public long length() {
                try {
                    return Files.size(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }
        };
    }

    /** The bytes between two offsets, for a range request. */
    static Blob slice(Blob whole, long from, long length) {
        return new Blob() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public InputStream open() throws IOException {
                InputStream stream = whole.open();
                stream.skipNBytes(from);
                return stream;
            }
        };
    }
}
