package io.jenkins.plugins.pumphouse.host.power;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Debian's {@code ipmi_sim}, through {@code testbed/bmc}, on a port that nobody uses. */
final class SimulatedBmc {
    private int port;

    void start() throws IOException, InterruptedException {
        try (DatagramSocket free = new DatagramSocket()) {
            port = free.getLocalPort();
        }
        run("start");
    }

    void stop() throws IOException, InterruptedException {
        run("stop");
    }

    int port() {
        return port;
    }

    /** From what the simulated machine starts, as ipmi_sim told {@code testbed/ipmi/chassis}. */
    String boot() {
        String state = Optional.ofNullable(System.getenv("TESTBED_STATE")).orElse("testbed/.state");
        try {
            return Files.readString(Path.of(state, "bmc", "" + port, "boot")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(String act) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("./bmc", act, "" + port)
                .directory(new File("testbed"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException("testbed/bmc " + act + " " + port + " failed; run testbed/openstack install first");
        }
    }
}
