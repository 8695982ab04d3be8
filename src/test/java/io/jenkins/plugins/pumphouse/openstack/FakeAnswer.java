package io.jenkins.plugins.pumphouse.openstack;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** How a {@link FakeCloud} answers a request. */
interface FakeAnswer {

    void to(HttpExchange exchange) throws IOException;

    static FakeAnswer json(int status, String body) {
        return text(status, "application/json", body);
    }

    static FakeAnswer json(String body) {
        return json(200, body);
    }

    static FakeAnswer text(int status, String type, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("x-openstack-request-id", "req-1");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    static FakeAnswer status(int status) {
        return json(status, "");
    }

    default FakeAnswer header(String name, String value) {
        return exchange -> {
            exchange.getResponseHeaders().set(name, value);
            to(exchange);
        };
    }

    /** Waits first, until the latch opens. */
    default FakeAnswer after(CountDownLatch latch) {
        return exchange -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
            to(exchange);
        };
    }

    /** Reads the request and drops the connection. */
    static FakeAnswer hangUp() {
        return exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.close();
        };
    }

    /** Never answers, until the cloud is closed. */
    static FakeAnswer never() {
        return json("{}").after(new CountDownLatch(1));
    }
}
