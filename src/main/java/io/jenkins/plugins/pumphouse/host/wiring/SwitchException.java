package io.jenkins.plugins.pumphouse.host.wiring;

import io.jenkins.plugins.pumphouse.console.FirstFew;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchAccess.Version;
import io.jenkins.plugins.pumphouse.remedy.Recovery;
import io.jenkins.plugins.pumphouse.remedy.RemediableException;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import java.util.Collection;
import java.util.Locale;

/**
 * A switch could not be used or refused something; {@link #remedy} says what to do. The message names the switch, its
 * address and what to do next; it never holds the community or a password.
 */
public final class SwitchException extends RemediableException {
    private static final long serialVersionUID = 1L;

    /** Ports or VLANs that a message lists. */
    private static final int SHOWN = 24;

    private SwitchException(SwitchAccess access, Remedy remedy, String what) {
        super(
                "switch " + access.name() + " (" + access.where() + ") " + what,
                remedy,
                remedy == Remedy.UNREACHABLE ? Recovery.WAIT : Recovery.NONE);
    }

    /** Nothing answers; with v2c that is also how a wrong community looks. */
    static SwitchException silent(SwitchAccess access, String waited) {
        return new SwitchException(
                access,
                Remedy.UNREACHABLE,
                "does not answer: " + waited
                        + (access.version() == Version.V2C
                                ? ". A wrong community looks just like that, so check it first."
                                : ".")
                        + " Check the address, that SNMP " + (access.version() == Version.V2C ? "v2c" : "v3")
                        + " is switched on, and that the switch's access list and the firewalls let the"
                        + " agent or controller that runs this step in on UDP port " + access.port() + ".");
    }

    /** SNMP v3: the switch does not have the user. */
    static SwitchException wrongUser(SwitchAccess access) {
        return new SwitchException(
                access,
                Remedy.WRONG_CREDENTIALS,
                "has no SNMP v3 user \"" + access.user()
                        + "\". Correct the user name of the credentials, or add the user on the switch.");
    }

    /** SNMP v3: the user is known, the password that signs is not its, or it signs in another way. */
    static SwitchException wrongAuthentication(SwitchAccess access) {
        return new SwitchException(
                access,
                Remedy.WRONG_CREDENTIALS,
                "rejects the signature of user \"" + access.user()
                        + "\". Correct the password of the credentials, or \"authentication\":" + " it is "
                        + access.authentication().name().toLowerCase(Locale.ROOT) + " now.");
    }

    /**
     * SNMP v3: the signature is right, the switch cannot decrypt the rest; or is not answered, which is how most
     * switches say so.
     */
    static SwitchException wrongPrivacy(SwitchAccess access) {
        return new SwitchException(
                access,
                Remedy.WRONG_CREDENTIALS,
                "answers, but not what user \"" + access.user()
                        + "\" sends encrypted: it cannot read that. Correct the password of"
                        + " \"privacy_credentials\" (without them, it is the one that signs), or \"privacy\".");
    }

    /** The switch has no such port. */
    static SwitchException unknownPort(SwitchAccess access, String port, Collection<String> known) {
        return new SwitchException(
                access, Remedy.LOST, "has no port \"" + port + "\". There are: " + shown(known) + ".");
    }

    /** The switch has several ports of that name. */
    static SwitchException ambiguousPort(SwitchAccess access, String port, Collection<String> meant) {
        return new SwitchException(
                access,
                Remedy.LOST,
                "has several ports that are called \"" + port + "\": " + shown(meant) + ". Name one of them.");
    }

    /** The switch does not have the VLAN. */
    static SwitchException noSuchVlan(SwitchAccess access, int vlan, Collection<String> known) {
        return new SwitchException(
                access,
                Remedy.LOST,
                "has no VLAN " + vlan + ". Create it on the switch, or correct \"vlan\". There are: " + shown(known)
                        + ".");
    }

    /** The switch understood, and who asks may not do that. */
    static SwitchException forbidden(SwitchAccess access, String what) {
        return new SwitchException(access, Remedy.MISSING_RIGHT, what);
    }

    /** SNMP v3: the switch has the user with other ways to sign or to encrypt. */
    static SwitchException wrongLevel(SwitchAccess access, String what) {
        return new SwitchException(access, Remedy.WRONG_CREDENTIALS, what);
    }

    /** Something on the switch stands in the way: it said no for another reason than a right, or yes without effect. */
    static SwitchException obstructed(SwitchAccess access, String what) {
        return new SwitchException(access, Remedy.CONFLICT, what);
    }

    /** The switch answers, but not as SNMP has it. */
    static SwitchException broken(SwitchAccess access, String what) {
        return new SwitchException(access, Remedy.SERVICE_FAULT, what);
    }

    /** The switch, or what it shows to us, lacks what is needed. */
    static SwitchException unsupported(SwitchAccess access, String what) {
        return new SwitchException(access, Remedy.NOT_SUPPORTED, what);
    }

    private static String shown(Collection<String> all) {
        return FirstFew.of(all, SHOWN);
    }
}
