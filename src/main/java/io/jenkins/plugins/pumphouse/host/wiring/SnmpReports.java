package io.jenkins.plugins.pumphouse.host.wiring;

import java.util.Set;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.Snmp;
import org.snmp4j.mp.PduHandle;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OID;

/**
 * SNMP v3's REPORTs: how a switch answers who it does not believe. Nobody can sign such an answer, so the library drops
 * it and asks until the time is over (RFC 3412, 7.2.11 b). This class ends the question: an attacker who could forge it
 * could as well keep every answer from us.
 */
final class SnmpReports implements Snmp.ReportHandler {
    private static final Set<OID> FINAL = Set.of(
            SnmpConstants.usmStatsUnknownUserNames,
            SnmpConstants.usmStatsWrongDigests,
            SnmpConstants.usmStatsDecryptionErrors,
            SnmpConstants.usmStatsUnsupportedSecLevels);

    private final Snmp.ReportHandler usual;
    private volatile SnmpAnswer expected;
    private volatile boolean greeted;

    private SnmpReports(Snmp.ReportHandler usual) {
        this.usual = usual;
    }

    /**
     * Takes its place in front of the engine's own handler, which learns from reports who the switch is and what its
     * clock says.
     */
    static SnmpReports of(Snmp snmp) {
        SnmpReports reports = new SnmpReports(snmp.getReportHandler());
        snmp.setReportHandler(reports);
        return reports;
    }

    /** The answer that the next report is about. */
    void expect(SnmpAnswer answer) {
        expected = answer;
    }

    /** Whether the switch has said who it is, as it does to everyone. */
    boolean greeted() {
        return greeted;
    }

    @Override
    public <A extends Address> void processReport(PduHandle handle, CommandResponderEvent<A> event) {
        greeted = true;
        OID counter =
                event.getPDU().size() == 0 ? new OID() : event.getPDU().get(0).getOid();
        SnmpAnswer answer = expected;
        if (answer != null && FINAL.stream().anyMatch(counter::startsWith)) {
            answer.settle(event.getPDU());
        }
        usual.processReport(handle, event);
    }
}
