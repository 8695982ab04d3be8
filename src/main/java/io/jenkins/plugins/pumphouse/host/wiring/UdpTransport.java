package io.jenkins.plugins.pumphouse.host.wiring;

import java.io.IOException;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** The library's UDP, but for a thread that dies loudly if it is closed in the moment in which it starts. */
final class UdpTransport extends DefaultUdpTransportMapping {
    private volatile boolean closing;

    /** On a free port. */
    UdpTransport() throws IOException {
        super();
    }

    /** Also the first thing that the listening thread calls. */
    @Override
    public void setSocketTimeout(int milliseconds) {
        try {
            super.setSocketTimeout(milliseconds);
        } catch (RuntimeException e) {
            if (!closing) {
                throw e;
            }
        }
    }

    @Override
    public void close() throws IOException {
        closing = true;
        super.close();
    }
}
