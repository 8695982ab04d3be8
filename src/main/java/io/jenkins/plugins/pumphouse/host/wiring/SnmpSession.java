package io.jenkins.plugins.pumphouse.host.wiring;

import io.jenkins.plugins.pumphouse.http.Cancelled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** Questions to one switch and their answers; what is no answer becomes the exception whose remedy fits. */
final class SnmpSession implements AutoCloseable {
    /**
     * How often a datagram is sent in all; repeating is safe since a SET of this class always carries the whole value.
     */
    static final int TRIES = 4;

    /** Rows asked for at a time; an agent sends fewer if they do not fit into a datagram. */
    private static final int ROWS = 20;

    /** More rows than any table of a switch has; an agent that goes on is broken. */
    private static final int MOST_ROWS = 20_000;

    private static final String UPDATE =
            " Update the switch's software, or say wiring: none and set its ports by hand.";

    private final SwitchAccess access;
    private final Snmp snmp;
    private final Target<UdpAddress> target;
    private final SnmpRefusals refusals;
    private final SnmpReports reports;
    private boolean answered;

    private SnmpSession(SwitchAccess access, Snmp snmp, Target<UdpAddress> target) {
        this.access = access;
        this.snmp = snmp;
        this.target = target;
        this.refusals = new SnmpRefusals(access);
        this.reports = SnmpReports.of(snmp);
    }

    static SnmpSession open(SwitchAccess access) {
        Snmp snmp = SnmpEngine.start(access);
        try {
            return new SnmpSession(access, snmp, SnmpEngine.target(access));
        } catch (RuntimeException e) {
            close(snmp);
            throw e;
        }
    }

    /**
     * The values of single objects, in their order; one that does not exist is an {@linkplain Variable#isException
     * exception}.
     */
    List<Variable> get(OID... objects) {
        PDU request = request(PDU.GET);
        Stream.of(objects).map(VariableBinding::new).forEach(request::add);
        PDU response = ask(request);
        if (response.size() != objects.length) {
            throw SwitchException.broken(
                    access,
                    "answers a question for " + objects.length + " objects with " + response.size()
                            + "; its SNMP agent is broken." + UPDATE);
        }
        return response.getVariableBindings().stream()
                .map(VariableBinding::getVariable)
                .map(Variable.class::cast)
                .toList();
    }

    /** A column of a table whose rows have numbers; empty if there is none. */
    Map<Integer, Variable> walk(OID column) {
        Map<Integer, Variable> rows = new TreeMap<>();
        OID last = column;
        while (rows.size() < MOST_ROWS) {
            PDU request = request(PDU.GETBULK);
            request.setMaxRepetitions(ROWS);
            request.add(new VariableBinding(last));
            OID before = last;
            for (VariableBinding row : ask(request).getVariableBindings()) {
                OID oid = row.getOid();
                boolean over = !oid.startsWith(column) || row.getVariable() instanceof Null || oid.compareTo(last) <= 0;
                if (over) {
                    return rows;
                }
                rows.put(oid.last(), row.getVariable());
                last = oid;
            }
            if (last.equals(before)) {
                return rows;
            }
        }
        throw SwitchException.broken(
                access, "has a table without end (" + column + "); its SNMP agent is broken." + UPDATE);
    }

    /** A column of texts. */
    Map<Integer, String> texts(OID column) {
        Map<Integer, String> texts = new LinkedHashMap<>();
        walk(column)
                .forEach((row, value) -> texts.put(
                        row,
                        value instanceof OctetString text ? text.toASCII('?').strip() : value.toString()));
        return texts;
    }

    /** Sets several objects at once: all or none, as far as the agent keeps to RFC 3416. */
    void set(VariableBinding... values) {
        PDU request = request(PDU.SET);
        Stream.of(values).forEach(request::add);
        ask(request);
    }

    @Override
    public void close() {
        close(snmp);
    }

    private static void close(Snmp snmp) {
        try {
            snmp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PDU request(int type) {
        PDU request = SnmpEngine.pdu(access);
        request.setType(type);
        return request;
    }

    private PDU ask(PDU request) {
        Cancelled.endIfInterrupted(SnmpAnswer.interrupted(access));
        SnmpAnswer answer = new SnmpAnswer(snmp);
        reports.expect(answer);
        try {
            snmp.send(request, target, null, answer);
            PDU response = answer.get(access);
            refusals.check(request, response);
            answered = true;
            return response;
        } catch (TimeoutException e) {
            throw answered
                    ? SwitchException.silent(access, e.getMessage())
                    : refusals.silence(reports.greeted(), e.getMessage());
        } catch (IOException e) {
            throw SwitchException.silent(access, "nothing can be sent to it (" + e.getMessage() + ")");
        } finally {
            snmp.cancel(request, answer);
        }
    }
}
