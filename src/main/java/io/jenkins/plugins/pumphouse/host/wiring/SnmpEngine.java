package io.jenkins.plugins.pumphouse.host.wiring;

import io.jenkins.plugins.pumphouse.host.wiring.SwitchAccess.Version;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.SecurityProtocols.SecurityProtocolSet;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;

/**
 * Builds our end of SNMP. Everything in it is its own: the library's shared registries of users and protocols would mix
 * the passwords of two switches whose user has the same name.
 */
final class SnmpEngine {
    private SnmpEngine() {}

    /** A started engine on a free UDP port; its threads end with its close. */
    static Snmp start(SwitchAccess access) {
        MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
        if (access.version() == Version.V2C) {
            dispatcher.addMessageProcessingModel(new MPv2c());
        } else {
            dispatcher.addMessageProcessingModel(v3(access));
        }
        UdpTransport transport = null;
        try {
            transport = new UdpTransport();
            Snmp snmp = new Snmp(dispatcher, transport);
            snmp.listen();
            return snmp;
        } catch (IOException e) {
            closeQuietly(transport, e);
            throw SwitchException.silent(
                    access,
                    "no UDP port can be opened on the agent or controller that runs this step (" + e.getMessage()
                            + ")");
        }
    }

    private static void closeQuietly(UdpTransport transport, IOException cause) {
        try {
            if (transport != null) {
                transport.close();
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private static MPv3 v3(SwitchAccess access) {
        SecurityProtocols protocols = new SecurityProtocols(SecurityProtocolSet.none);
        protocols.addAuthenticationProtocol(new AuthSHA());
        protocols.addAuthenticationProtocol(new AuthHMAC192SHA256());
        protocols.addPrivacyProtocol(new PrivAES128());
        byte[] us = MPv3.createLocalEngineID(
                OctetString.fromHexStringPairs(UUID.randomUUID().toString().replace("-", "")));
        CounterSupport counters = new CounterSupport();
        USM usm = new USM(protocols, new OctetString(us), 0, counters);
        usm.addUser(user(access));
        return new MPv3(us, null, protocols, SecurityModels.getCollection(new SecurityModel[] {usm}), counters);
    }

    private static UsmUser user(SwitchAccess access) {
        boolean encrypts = access.privacy() == PrivProtocol.AES128;
        OID signing = access.authentication() == AuthProtocol.SHA256 ? AuthHMAC192SHA256.ID : AuthSHA.ID;
        return new UsmUser(
                octets(access.user()),
                signing,
                octets(access.authPassword()),
                encrypts ? PrivAES128.ID : null,
                encrypts ? octets(access.privPassword()) : null);
    }

    /**
     * Where the switch is, and how to speak to it.
     *
     * @throws SwitchException if the name leads nowhere
     */
    static Target<UdpAddress> target(SwitchAccess access) {
        Target<UdpAddress> target = access.version() == Version.V2C ? communityTarget(access) : userTarget(access);
        target.setAddress(address(access));
        target.setRetries(SnmpSession.TRIES - 1);
        target.setTimeout(Math.max(1, access.timeout().toMillis() / SnmpSession.TRIES));
        return target;
    }

    private static Target<UdpAddress> communityTarget(SwitchAccess access) {
        CommunityTarget<UdpAddress> target = new CommunityTarget<>();
        target.setCommunity(octets(access.community()));
        target.setVersion(SnmpConstants.version2c);
        return target;
    }

    private static Target<UdpAddress> userTarget(SwitchAccess access) {
        UserTarget<UdpAddress> target = new UserTarget<>();
        target.setSecurityName(octets(access.user()));
        target.setSecurityLevel(
                access.privacy() == PrivProtocol.NONE ? SecurityLevel.AUTH_NOPRIV : SecurityLevel.AUTH_PRIV);
        target.setVersion(SnmpConstants.version3);
        return target;
    }

    private static UdpAddress address(SwitchAccess access) {
        try {
            return new UdpAddress(InetAddress.getByName(access.address()), access.port());
        } catch (UnknownHostException e) {
            throw SwitchException.silent(access, "there is no host of that name");
        }
    }

    /** An empty message of the right kind. */
    static PDU pdu(SwitchAccess access) {
        return access.version() == Version.V2C ? new PDU() : new ScopedPDU();
    }

    private static OctetString octets(String text) {
        return new OctetString(text.getBytes(StandardCharsets.UTF_8));
    }
}
