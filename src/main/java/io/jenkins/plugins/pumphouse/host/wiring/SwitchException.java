package io.jenkins.plugins.pumphouse.host.wiring;

import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchAccess.Version;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A switch could not be used or refused something; one subtype for each remedy. The message names the switch, its
 * address and what to do next; it never holds the community or a password.
 */
public abstract sealed class SwitchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Ports or VLANs that a message lists. */
    private static final int SHOWN = 24;

    private final String name;

    private SwitchException(SwitchAccess access, String what) {
        super(ConsoleText.line("switch " + access.name() + " (" + access.where() + ") " + what));
        this.name = access.name();
    }

    /** What the operator calls the switch. */
    public String name() {
        return name;
    }

    /** Nothing answers; with v2c that is also how a wrong community looks. */
    public static final class Silent extends SwitchException {
        private static final long serialVersionUID = 1L;

        Silent(SwitchAccess access, String waited) {
            super(
                    access,
                    "does not answer: " + waited + ". "
                            + (access.version() == Version.V2C
                                    ? "A wrong community looks just like that, so check it first; then"
                                    : "Check")
                            + " the address, that SNMP " + (access.version() == Version.V2C ? "v2c" : "v3")
                            + " is switched on there, and that the switch's access list and the firewalls let the"
                            + " machine where this step runs in on UDP port " + access.port() + ".");
        }
    }

    /** SNMP v3: the switch does not have the user. */
    public static final class WrongUser extends SwitchException {
        private static final long serialVersionUID = 1L;

        WrongUser(SwitchAccess access) {
            super(
                    access,
                    "has no SNMP v3 user \"" + access.user()
                            + "\". Correct the user name of the credentials, or add the user there.");
        }
    }

    /** SNMP v3: the user is known, the password that signs is not its, or it signs in another way. */
    public static final class WrongAuthentication extends SwitchException {
        private static final long serialVersionUID = 1L;

        WrongAuthentication(SwitchAccess access) {
            super(
                    access,
                    "rejects the signature of user \"" + access.user()
                            + "\". Correct the password of the credentials, or \"authentication\":" + " it is "
                            + access.authentication().name().toLowerCase(Locale.ROOT) + " now.");
        }
    }

    /**
     * SNMP v3: the signature is right, what is encrypted cannot be read there; or is not answered, which is how most
     * switches say so.
     */
    public static final class WrongPrivacy extends SwitchException {
        private static final long serialVersionUID = 1L;

        WrongPrivacy(SwitchAccess access) {
            super(
                    access,
                    "answers, but not what user \"" + access.user()
                            + "\" sends encrypted: it cannot read that. Correct the password of"
                            + " \"privacy_credentials\" (without them, it is the one that signs), or \"privacy\".");
        }
    }

    /** The switch has no such port, or several. */
    public static final class NoSuchPort extends SwitchException {
        private static final long serialVersionUID = 1L;

        private NoSuchPort(SwitchAccess access, String what) {
            super(access, what);
        }

        static NoSuchPort unknown(SwitchAccess access, String port, Collection<String> known) {
            return new NoSuchPort(access, "has no port \"" + port + "\". There are: " + shown(known) + ".");
        }

        static NoSuchPort ambiguous(SwitchAccess access, String port, Collection<String> meant) {
            return new NoSuchPort(
                    access,
                    "has several ports that are called \"" + port + "\": " + shown(meant) + ". Name one of them.");
        }
    }

    /** The switch does not have the VLAN. */
    public static final class NoSuchVlan extends SwitchException {
        private static final long serialVersionUID = 1L;

        NoSuchVlan(SwitchAccess access, int vlan, Collection<String> known) {
            super(
                    access,
                    "has no VLAN " + vlan + ". Create it there, or correct \"vlan\". There are: " + shown(known) + ".");
        }
    }

    /** The switch understood and said no, or said yes and did not do it. */
    public static final class Refused extends SwitchException {
        private static final long serialVersionUID = 1L;

        Refused(SwitchAccess access, String what) {
            super(access, what);
        }
    }

    /** The switch, or what it shows to us, lacks what is needed. */
    public static final class Unsupported extends SwitchException {
        private static final long serialVersionUID = 1L;

        Unsupported(SwitchAccess access, String what) {
            super(access, what);
        }
    }

    private static String shown(Collection<String> all) {
        return all.stream().limit(SHOWN).collect(Collectors.joining(", "))
                + (all.size() > SHOWN ? " and " + (all.size() - SHOWN) + " more" : "");
    }
}
