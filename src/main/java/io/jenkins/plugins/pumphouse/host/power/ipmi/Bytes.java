package io.jenkins.plugins.pumphouse.host.power.ipmi;

import java.io.ByteArrayOutputStream;

/** Puts together what IPMI sends: numbers with their lowest byte first. */
final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Bytes add(int... values) {
        for (int value : values) {
            out.write(value);
        }
        return this;
    }

    Bytes add(byte[] values) {
        out.writeBytes(values);
        return this;
    }

    Bytes addShort(int value) {
        return add(value, value >> 8);
    }

    Bytes addInt(int value) {
        return addShort(value).addShort(value >> 16);
    }

    int length() {
        return out.size();
    }

    byte[] toArray() {
        return out.toByteArray();
    }

    static int shortAt(byte[] bytes, int offset) {
        return bytes[offset] & 0xFF | (bytes[offset + 1] & 0xFF) << 8;
    }

    static int intAt(byte[] bytes, int offset) {
        return shortAt(bytes, offset) | shortAt(bytes, offset + 2) << 16;
    }
}
