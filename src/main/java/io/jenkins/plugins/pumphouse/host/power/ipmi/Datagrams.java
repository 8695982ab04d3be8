package io.jenkins.plugins.pumphouse.host.power.ipmi;

import io.jenkins.plugins.pumphouse.host.power.ipmi.IpmiException.Reason;
import io.jenkins.plugins.pumphouse.http.Cancelled;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Datagrams to one BMC and back, over a socket that takes them from nobody else. */
final class Datagrams implements AutoCloseable {
    private static final int LONGEST_DATAGRAM = 1024;
    private static final String INTERRUPTED = "interrupted while waiting for a BMC";

    private final DatagramSocket socket;

    private Datagrams(DatagramSocket socket) {
        this.socket = socket;
    }

    static Datagrams to(String address, int port) throws IpmiException {
        InetSocketAddress peer = new InetSocketAddress(address, port);
        if (peer.isUnresolved()) {
            throw new IpmiException(Reason.NO_BMC, "the name " + address + " cannot be resolved");
        }
        try {
            DatagramSocket socket = new DatagramSocket();
            // Connected, or the system would not tell us that the port is closed, and would let others answer.
            socket.connect(peer);
            return new Datagrams(socket);
        } catch (IOException e) {
            throw new IpmiException(Reason.NO_BMC, "the network cannot reach it: " + e.getMessage());
        }
    }

    /**
     * Empty when none comes in the time.
     *
     * @throws CancellationException when the thread is interrupted, its flag still set
     */
    Optional<byte[]> receive(long millis) throws IpmiException {
        Cancelled.endIfInterrupted(INTERRUPTED);
        DatagramPacket packet = new DatagramPacket(new byte[LONGEST_DATAGRAM], LONGEST_DATAGRAM);
        try {
            socket.setSoTimeout((int) millis);
            socket.receive(packet);
            return Optional.of(Arrays.copyOf(packet.getData(), packet.getLength()));
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Sends what asks for something, which must not be asked any more after an interrupt; see {@link #receive}. */
    void ask(byte[] datagram) throws IpmiException {
        Cancelled.endIfInterrupted(INTERRUPTED);
        send(datagram);
    }

    void send(byte[] datagram) throws IpmiException {
        try {
            socket.send(new DatagramPacket(datagram, datagram.length));
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static IpmiException broken(IOException e) {
        return new IpmiException(
                Reason.NO_BMC,
                e instanceof PortUnreachableException
                        ? "its machine says that the UDP port is closed"
                        : "the network cannot reach it: " + e.getMessage());
    }

    @Override
    public void close() {
        socket.close();
    }
}
