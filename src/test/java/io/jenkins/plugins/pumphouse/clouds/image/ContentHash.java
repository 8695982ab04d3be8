package io.jenkins.plugins.pumphouse.clouds.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** What Glance knows of bytes that it has taken in. */
record ContentHash(long size, String md5, String sha512) {
    private static final int BUFFER = 64 * 1024;
    private static final int KEPT = 100;

    /** Of short contents: tests fill thousands of clouds with the same few, and hashing them took a fifth of that. */
    private static final Map<ByteBuffer, ContentHash> KNOWN =
            Collections.synchronizedMap(new LinkedHashMap<>(KEPT, 1, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<ByteBuffer, ContentHash> eldest) {
                    return size() > KEPT;
                }
            });

    /** Copies a stream to its end. */
    static ContentHash copying(InputStream in, OutputStream out) throws IOException {
        byte[] begin = in.readNBytes(BUFFER);
        out.write(begin);
        ContentHash known = KNOWN.get(ByteBuffer.wrap(begin));
        if (known != null && begin.length < BUFFER) {
            return known;
        }
        MessageDigest md5 = digest("MD5");
        MessageDigest sha512 = digest("SHA-512");
        md5.update(begin);
        sha512.update(begin);
        long size = begin.length;
        if (size == BUFFER) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                md5.update(buffer, 0, read);
                sha512.update(buffer, 0, read);
                out.write(buffer, 0, read);
                size += read;
            }
        }
        HexFormat hex = HexFormat.of();
        ContentHash hash = new ContentHash(size, hex.formatHex(md5.digest()), hex.formatHex(sha512.digest()));
        if (size < BUFFER) {
            KNOWN.put(ByteBuffer.wrap(begin), hash);
        }
        return hash;
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
