package io.jenkins.plugins.pumphouse.host.wiring;

import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Debian's {@code snmpd} as a switch, through {@code testbed/switch}, on a port that nobody uses. */
public final class SimulatedSwitch {
    private int port;

    public void start() throws IOException, InterruptedException {
        try (DatagramSocket free = new DatagramSocket()) {
            port = free.getLocalPort();
        }
        run("start");
    }

    public void stop() throws IOException, InterruptedException {
        run("stop");
    }

    public int port() {
        return port;
    }

    /** What was set, as {@code testbed/snmp/bridge} tells it. */
    public List<String> journal() throws IOException {
        String state = Optional.ofNullable(System.getenv("TESTBED_STATE")).orElse("testbed/.state");
        Path journal = Path.of(state, "switch", "" + port, "journal");
        return Files.exists(journal) ? Files.readAllLines(journal) : List.of();
    }

    private void run(String act) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("./switch", act, "" + port)
                .directory(new File("testbed"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException(
                    "testbed/switch " + act + " " + port + " failed; run testbed/openstack install first");
        }
    }
}
