package io.jenkins.plugins.pumphouse.openstack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that knows CONNECT only, and leads every tunnel to one port of this machine. */
final class TunnelProxy implements AutoCloseable {

    private final ServerSocket server;
    private final int destination;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    TunnelProxy(int destination) throws IOException {
        this.destination = destination;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** The request lines that it got. */
    List<String> asked() {
        return asked;
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket client = server.accept();
            start(() -> tunnel(client));
        }
    }

    private void tunnel(Socket client) throws IOException {
        asked.add(head(client.getInputStream()).lines().findFirst().orElse(""));
        Socket cloud = new Socket(InetAddress.getLoopbackAddress(), destination);
        client.getOutputStream()
                .write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        start(() -> pipe(client.getInputStream(), cloud.getOutputStream()));
        pipe(cloud.getInputStream(), client.getOutputStream());
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended in its head: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void pipe(InputStream from, OutputStream to) throws IOException {
        try (from;
                to) {
            from.transferTo(to);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // One end has closed it, as both do at the end of a test.
                    }
                },
                "tunnel-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
