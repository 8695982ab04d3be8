package io.jenkins.plugins.pumphouse.host.wiring;

import java.util.Set;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;

/** Tells by an answer whether it is one, and otherwise whose mistake it was. */
final class SnmpRefusals {
    /** RFC 3416, 3: who asks may not do this. */
    private static final Set<Integer> FORBIDDEN = Set.of(
            SnmpConstants.SNMP_ERROR_NO_SUCH_NAME,
            SnmpConstants.SNMP_ERROR_READ_ONLY,
            SnmpConstants.SNMP_ERROR_NO_ACCESS,
            SnmpConstants.SNMP_ERROR_AUTHORIZATION_ERROR,
            SnmpConstants.SNMP_ERROR_NOT_WRITEABLE);

    private final SwitchAccess access;

    SnmpRefusals(SwitchAccess access) {
        this.access = access;
    }

    /** @throws SwitchException unless the answer is one */
    void check(PDU request, PDU response) {
        if (response.getType() == PDU.REPORT) {
            throw report(response.size() == 0 ? new OID() : response.get(0).getOid());
        }
        int status = response.getErrorStatus();
        if (status == SnmpConstants.SNMP_ERROR_SUCCESS) {
            return;
        }
        boolean writing = request.getType() == PDU.SET;
        String said = (writing ? "refuses to set " : "refuses to tell ") + object(request, response.getErrorIndex())
                + " (" + response.getErrorStatusText() + "). ";
        throw FORBIDDEN.contains(status)
                ? SwitchException.forbidden(
                        access,
                        said + "Allow " + who() + (writing ? " to write" : " to read") + " Q-BRIDGE-MIB on the switch.")
                : SwitchException.obstructed(
                        access,
                        said + "Look into the log of the switch; the port may be a member of a trunk, or locked.");
    }

    /**
     * What silence means.
     *
     * @param greeted whether the switch has answered the one question that it answers to everyone: who it is
     */
    SwitchException silence(boolean greeted, String waited) {
        // A wrong key turns a message into another one, which most agents drop without a word; a wrong signature they
        // report.
        return greeted && access.privacy() == PrivProtocol.AES128
                ? SwitchException.wrongPrivacy(access)
                : SwitchException.silent(access, waited);
    }

    /** RFC 3414, 5: how a switch answers what it does not believe. */
    private SwitchException report(OID counter) {
        if (counter.startsWith(SnmpConstants.usmStatsUnknownUserNames)) {
            return SwitchException.wrongUser(access);
        }
        if (counter.startsWith(SnmpConstants.usmStatsWrongDigests)) {
            return SwitchException.wrongAuthentication(access);
        }
        if (counter.startsWith(SnmpConstants.usmStatsDecryptionErrors)) {
            return SwitchException.wrongPrivacy(access);
        }
        if (counter.startsWith(SnmpConstants.usmStatsUnsupportedSecLevels)) {
            return SwitchException.wrongLevel(
                    access,
                    "does not let user \"" + access.user()
                            + "\" in with this \"authentication\" and \"privacy\". Set them as the switch has them"
                            + " for this user.");
        }
        return SwitchException.broken(
                access, "reports " + counter + " instead of an answer. Check its clock and its SNMP engine id.");
    }

    private static String object(PDU request, int index) {
        if (index < 1 || index > request.size()) {
            return "it";
        }
        OID oid = request.get(index - 1).getOid();
        if (oid.startsWith(Mib.PVID)) {
            return "the VLAN of port " + oid.last();
        }
        return oid.startsWith(Mib.VLAN_EGRESS) || oid.startsWith(Mib.VLAN_UNTAGGED)
                ? "the ports of VLAN " + oid.last()
                : oid.toString();
    }

    private String who() {
        return access.version() == SwitchAccess.Version.V2C ? "this community" : "user \"" + access.user() + "\"";
    }
}
