package io.jenkins.plugins.pumphouse.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** A server that answers what a test writes down for it, in its order and the last one for ever. */
public final class CannedServer implements AutoCloseable {

    /** What a request looked like. */
    public record Seen(String method, String target, Map<String, List<String>> headers, String body) {

        /** A header's first value, null without one. */
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(each -> each.getKey().equalsIgnoreCase(name))
                    .map(each -> each.getValue().get(0))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public String toString() {
            return method + " " + target;
        }
    }

    /** How an answer is given. */
    public interface Canned {
        void to(HttpExchange exchange, CountDownLatch closed) throws IOException, InterruptedException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "canned");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Deque<Canned>> answers = new ConcurrentHashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    private CannedServer(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public static CannedServer start() {
        try {
            return new CannedServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static CannedServer start(SSLContext tls) {
        try {
            HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            secure.setHttpsConfigurator(new HttpsConfigurator(tls));
            return new CannedServer(secure);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:"
                + server.getAddress().getPort();
    }

    /** @param what method and path, as {@code GET /api/version} */
    public CannedServer on(String what, Canned... inOrder) {
        answers.put(what, new ArrayDeque<>(List.of(inOrder)));
        return this;
    }

    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** @param headers names and values in turn */
    public static Canned answer(int status, String type, String body, String... headers) {
        return (exchange, closed) -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    public static Canned json(int status, String body) {
        return answer(status, "application/json", body);
    }

    /** Closes the connection instead. */
    public static Canned hangUp() {
        return (exchange, closed) -> {};
    }

    /** Sends the head and a byte now and then, until the server is closed. */
    public static Canned trickle() {
        return (exchange, closed) -> {
            exchange.sendResponseHeaders(200, 1000);
            do {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
            } while (!closed.await(50, TimeUnit.MILLISECONDS));
        };
    }

    /** Never answers. */
    public static Canned silence() {
        return (exchange, closed) -> closed.await();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            seen.add(new Seen(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    body));
            Deque<Canned> queue = answers.get(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
            Canned canned = queue == null ? answer(404, "text/html", "not found") : next(queue);
            canned.to(exchange, closed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static synchronized Canned next(Deque<Canned> queue) {
        return queue.size() > 1 ? queue.remove() : queue.peek();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
