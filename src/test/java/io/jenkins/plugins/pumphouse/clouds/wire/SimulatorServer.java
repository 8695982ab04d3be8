package io.jenkins.plugins.pumphouse.clouds.wire;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * One service's HTTP listener: reads a request, lets the faults have their way, asks the service, writes the journal.
 */
public final class SimulatorServer {
    static {
        // The JDK's server leaves Nagle's algorithm on: with delayed acknowledgements every small answer takes 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final String THREAD = "embedded-";

    private final CloudService service;
    private final Faults faults;
    private final Journal journal;
    private final Function<String, TokenHolder> authenticate;
    private HttpServer server;
    private ExecutorService threads;
    private volatile CountDownLatch closed;
    private int port;
    /** Keeps the port from other programs while nothing listens at it. */
    private Socket kept;

    /** @param authenticate the caller of a token, null for a token that is not valid */
    public SimulatorServer(
            CloudService service, Faults faults, Journal journal, Function<String, TokenHolder> authenticate) {
        this.service = service;
        this.faults = faults;
        this.journal = journal;
        this.authenticate = authenticate;
    }

    /** Listens on the loopback address: on a free port the first time, on the same one after a {@link #close}. */
    public void open() {
        try {
            closed = new CountDownLatch(1);
            release();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            port = server.getAddress().getPort();
            threads = Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, THREAD + service.type());
                thread.setDaemon(true);
                return thread;
            });
            server.setExecutor(threads);
            server.createContext("/", this::handle);
            server.start();
            service.at("http://127.0.0.1:" + port);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen for " + service.type(), e);
        }
    }

    /**
     * Cuts every connection at once, also in the middle of an answer. What was asked is done by now, or never: nothing
     * that was begun here happens after a later {@link #open}.
     */
    public void close() {
        close(true);
    }

    /** As {@link #close}, for good. */
    public void end() {
        close(false);
    }

    private void close(boolean forNow) {
        closed.countDown();
        server.stop(0);
        if (forNow) {
            keepPort();
        } else {
            release();
        }
        threads.shutdownNow();
        if (!Thread.currentThread().getName().startsWith(THREAD)) {
            try {
                threads.awaitTermination(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void release() {
        try {
            if (kept != null) {
                kept.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keepPort() {
        try {
            kept = new Socket();
            kept.setReuseAddress(true);
            kept.bind(server.getAddress());
        } catch (IOException e) {
            kept = null; // somebody was faster; who opens it again will see
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        CountDownLatch door = closed;
        try (exchange) {
            Call call = call(exchange);
            byte[] body = call.stream() == null ? exchange.getRequestBody().readAllBytes() : new byte[0];
            Faults.Asked asked = new Faults.Asked(
                    service.type(), call.method(), call.path(), new String(body, StandardCharsets.UTF_8));
            Faults.Gatekeeper gatekeeper = faults.gatekeeper();
            boolean admitted = gatekeeper.admits(asked);
            Faults.Effect effect = admitted
                    ? faults.strike(asked).map(Faults.Fault::effect).orElse(Faults.Effect.NONE)
                    : Faults.Effect.NONE;
            if (!admitted
                    || paused(effect)
                    || Jitter.closes(door)
                    || door.getCount() == 0
                    || effect.cut() == Faults.Cut.RESET && !effect.done()) {
                note(call, 0);
                return;
            }
            Answer answer = effect.status() != 0 ? faulty(exchange, call, effect) : answer(call, body);
            if (effect.lie() != null) {
                answer = effect.lie().apply(answer);
            }
            // Before the answer goes out: whoever has it finds the request in the journal.
            note(call, answer.status());
            if (!gatekeeper.answers(asked, answer.status()) || Jitter.closes(door)) {
                return;
            }
            if (effect.cut() == Faults.Cut.NONE) {
                send(exchange, answer);
            } else if (effect.cut() == Faults.Cut.SILENCE) {
                untilClosed();
            } else if (effect.cut() != Faults.Cut.RESET) {
                sendPart(exchange, answer, effect);
            }
        }
    }

    private void note(Call call, int status) {
        journal.add(new Journal.Entry(service.type(), call.method(), call.path(), call.rawQuery(), status));
    }

    /** Waits out a fault's delay; true when the door closed meanwhile. */
    private boolean paused(Faults.Effect effect) {
        try {
            return !effect.delay().isZero() && closed.await(effect.delay().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private Answer faulty(HttpExchange exchange, Call call, Faults.Effect effect) throws IOException {
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        Answer answer = service.refuse(new Refused(effect.status(), "Fault", "A fault on demand."), call);
        if (effect.body() != null) {
            answer = Answer.text(
                    effect.status(),
                    effect.body().startsWith("<") ? "text/html; charset=UTF-8" : "application/json",
                    effect.body());
        }
        return effect.retryAfter() == null
                ? answer
                : answer.header("Retry-After", effect.retryAfter().toString());
    }

    private Call call(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getRawQuery();
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        InputStream stream = service.streams(method, path) ? exchange.getRequestBody() : null;
        return new Call(
                method, path, query, parameters(query), headers, null, Map.of(), MissingNode.getInstance(), stream);
    }

    private Answer answer(Call call, byte[] body) {
        try {
            return service.answer(body.length == 0 ? call : call.with(WireJson.parse(body)), authenticate);
        } catch (Refused notJson) {
            return service.refuse(notJson, call);
        } catch (RuntimeException e) {
            return service.refuse(new Refused(500, null, "embedded cloud: " + e), call);
        }
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException {
        head(exchange, answer);
        if (hasBody(exchange, answer)) {
            try (InputStream in = answer.body().open();
                    OutputStream out = exchange.getResponseBody()) {
                copy(in, out, answer.body().length());
            }
        }
    }

    private void sendPart(HttpExchange exchange, Answer answer, Faults.Effect effect) throws IOException {
        head(exchange, answer);
        if (!hasBody(exchange, answer)) {
            return;
        }
        try (InputStream in = answer.body().open()) {
            OutputStream out = exchange.getResponseBody();
            copy(in, out, Math.min(effect.at(), answer.body().length()));
            out.flush();
        }
        if (effect.cut() == Faults.Cut.STALL) {
            untilClosed();
        }
    }

    private void untilClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(InputStream in, OutputStream out, long length) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        for (long left = length; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                return;
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    private static void head(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("X-Openstack-Request-Id", "req-" + requestId());
        long length = answer.body().length();
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
        }
        exchange.sendResponseHeaders(answer.status(), hasBody(exchange, answer) ? length : -1);
    }

    /** Told apart, not secret: no request waits for the system's random numbers. */
    private static UUID requestId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static boolean hasBody(HttpExchange exchange, Answer answer) {
        return answer.body().length() > 0 && !exchange.getRequestMethod().equals("HEAD");
    }

    static Map<String, List<String>> parameters(String rawQuery) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : Optional.ofNullable(rawQuery).orElse("").split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                parameters
                        .computeIfAbsent(name, unused -> new ArrayList<>())
                        .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
