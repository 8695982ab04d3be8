package io.jenkins.plugins.pumphouse.host.wiring;

import io.jenkins.plugins.pumphouse.http.Cancelled;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.event.ResponseListener;
import org.snmp4j.smi.Address;

/**
 * The answer to one question. It comes on a thread of the library, so that the thread that waits for it can be
 * interrupted.
 */
final class SnmpAnswer implements ResponseListener {
    private final CompletableFuture<PDU> pdu = new CompletableFuture<>();
    private final Snmp snmp;

    SnmpAnswer(Snmp snmp) {
        this.snmp = snmp;
    }

    @Override
    public <A extends Address> void onResponse(ResponseEvent<A> response) {
        // Otherwise the library keeps the request for answers that never come.
        snmp.cancel(response.getRequest(), this);
        if (response.getResponse() != null) {
            pdu.complete(response.getResponse());
        } else {
            Exception error = response.getError();
            pdu.completeExceptionally(new TimeoutException(error == null ? null : error.getMessage()));
        }
    }

    /** What else is as good as an answer. */
    void settle(PDU report) {
        pdu.complete(report);
    }

    /**
     * Waits.
     *
     * @throws TimeoutException if none came; its message is how long we waited, or what hindered
     * @throws CancellationException when interrupted
     */
    PDU get(SwitchAccess access) throws TimeoutException {
        String waited = SnmpSession.TRIES + " questions in " + access.timeout().toSeconds() + " s";
        try {
            // The library gives up by itself; twice the time is for v3, which asks who the switch is before it asks
            // anything else.
            return pdu.get(2 * access.timeout().toMillis() + 1000, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw Cancelled.by(e, interrupted(access));
        } catch (ExecutionException e) {
            String hindrance = e.getCause().getMessage();
            throw new TimeoutException(hindrance == null ? waited : hindrance);
        } catch (TimeoutException e) {
            throw new TimeoutException(waited);
        }
    }

    /** What is said of an interrupt. */
    static String interrupted(SwitchAccess access) {
        return "interrupted while waiting for switch " + access.name();
    }
}
