package io.jenkins.plugins.pumphouse.openstack;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/** The data of a large image that takes no room. */
final class Zeros {

    static final long LENGTH = 500L * 1024 * 1024;
    static final AtomicLong COUNTED = new AtomicLong();

    private Zeros() {}

    static void send(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, LENGTH);
        byte[] piece = new byte[1024 * 1024];
        try (OutputStream out = exchange.getResponseBody()) {
            for (long sent = 0; sent < LENGTH; sent += piece.length) {
                out.write(piece);
            }
        }
    }

    static void count(HttpExchange exchange) throws IOException {
        byte[] piece = new byte[1024 * 1024];
        InputStream in = exchange.getRequestBody();
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
            COUNTED.addAndGet(n);
        }
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }
}
