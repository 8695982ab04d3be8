package io.jenkins.plugins.pumphouse.machines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.SNMP4JSettings;
import org.snmp4j.Snmp;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.SecurityProtocols.SecurityProtocolSet;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/**
 * A switch inside the JVM: SNMP v2c and v3 over real UDP, ports with VLANs, a journal of what was set, and faults on
 * demand.
 */
public final class EmbeddedSwitch implements AutoCloseable, CommandResponder {
    public static final String COMMUNITY = "rack3-write";
    /** May read and not write. */
    public static final String READ_ONLY = "rack3-read";
    /** Signs with SHA, encrypts with AES. */
    public static final String USER = "pump";
    /** Signs with SHA-256, encrypts with AES. */
    public static final String USER_SHA256 = "pump256";

    public static final String AUTH_PASSWORD = "signs-well-enough";
    public static final String PRIV_PASSWORD = "hides-well-enough";

    static {
        // As real switches do: tell also who cannot sign that its signature is wrong.
        SNMP4JSettings.setReportSecurityLevelStrategy(SNMP4JSettings.ReportSecurityLevelStrategy.noAuthNoPrivIfNeeded);
    }

    private final Snmp snmp;
    private final int port;
    private final VlanTable table = new VlanTable();
    private final List<String> journal = new ArrayList<>();
    /** A client that gets no answer in time asks again, as UDP may have lost it; what was done is not done twice. */
    private final Map<Integer, PDU> answers = new ConcurrentHashMap<>();

    private volatile Consumer<String> beforeSet = what -> {};
    private volatile Consumer<String> afterSet = what -> {};
    private boolean deaf;
    private boolean forgetful;
    private boolean guardsVlans;

    private EmbeddedSwitch(int ports) throws IOException {
        for (int number = 1; number <= ports; number++) {
            table.ports.put(number, "ge-0/0/" + number);
            table.pvids.put(number, 1);
        }
        vlan(1, "default");
        DefaultUdpTransportMapping transport =
                new DefaultUdpTransportMapping(new UdpAddress(InetAddress.getLoopbackAddress(), 0)) {
                    @Override
                    public void setSocketTimeout(int milliseconds) {
                        // The library's thread begins with it, and dies loudly if a test is over before that.
                        if (!socket.isClosed()) {
                            super.setSocketTimeout(milliseconds);
                        }
                    }
                };
        MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
        dispatcher.addMessageProcessingModel(new MPv2c());
        dispatcher.addMessageProcessingModel(v3());
        snmp = new Snmp(dispatcher, transport);
        snmp.addCommandResponder(this);
        snmp.listen();
        port = transport.getListenAddress().getPort();
    }

    /** A switch whose ports {@code ge-0/0/1} and so on are all in VLAN 1. */
    public static EmbeddedSwitch withPorts(int ports) {
        try {
            EmbeddedSwitch started = new EmbeddedSwitch(ports);
            for (int number = 1; number <= ports; number++) {
                started.access(number, 1);
            }
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MPv3 v3() {
        SecurityProtocols protocols = new SecurityProtocols(SecurityProtocolSet.none);
        protocols.addAuthenticationProtocol(new AuthSHA());
        protocols.addAuthenticationProtocol(new AuthHMAC192SHA256());
        protocols.addPrivacyProtocol(new PrivAES128());
        byte[] us = MPv3.createLocalEngineID(new OctetString("embedded switch"));
        CounterSupport counters = new CounterSupport();
        USM usm = new USM(protocols, new OctetString(us), 1, counters);
        usm.addUser(user(USER, AuthSHA.ID));
        usm.addUser(user(USER_SHA256, AuthHMAC192SHA256.ID));
        return new MPv3(us, null, protocols, SecurityModels.getCollection(new SecurityModel[] {usm}), counters);
    }

    private static UsmUser user(String name, OID signing) {
        return new UsmUser(
                new OctetString(name),
                signing,
                new OctetString(AUTH_PASSWORD),
                PrivAES128.ID,
                new OctetString(PRIV_PASSWORD));
    }

    public int port() {
        return port;
    }

    /** Adds a VLAN without ports. */
    public synchronized EmbeddedSwitch vlan(int vlan, String name) {
        table.vlans.put(vlan, new VlanTable.Vlan(name, new BitSet(), new BitSet()));
        return this;
    }

    /** Removes a VLAN. */
    public synchronized void forgets(int vlan) {
        table.vlans.remove(vlan);
    }

    /** Shows VLAN 1 as untagged at every port, also at those that are not in it. */
    public synchronized EmbeddedSwitch untaggedEverywhere() {
        table.untaggedEverywhere = true;
        return this;
    }

    /** Makes a port an access port of a VLAN, as its operator does. */
    public synchronized EmbeddedSwitch access(int number, int vlan) {
        table.vlans.values().forEach(other -> {
            if (other.untagged().get(number)) {
                other.untagged().clear(number);
                other.egress().clear(number);
            }
        });
        table.pvids.put(number, vlan);
        table.vlans.get(vlan).egress().set(number);
        table.vlans.get(vlan).untagged().set(number);
        return this;
    }

    /** Lets a port carry a VLAN tagged. */
    public synchronized EmbeddedSwitch tagged(int number, int vlan) {
        table.vlans.get(vlan).egress().set(number);
        return this;
    }

    /** Lets a port send the untagged frames of one more VLAN. */
    public synchronized EmbeddedSwitch alsoUntagged(int number, int vlan) {
        table.vlans.get(vlan).egress().set(number);
        table.vlans.get(vlan).untagged().set(number);
        return this;
    }

    /** Lets a port send no frames of a VLAN any more. */
    public synchronized EmbeddedSwitch unplugged(int number, int vlan) {
        table.vlans.get(vlan).untagged().clear(number);
        table.vlans.get(vlan).egress().clear(number);
        return this;
    }

    /** Another name of the port's interface. */
    public synchronized EmbeddedSwitch named(int number, String name) {
        table.ports.put(number, name);
        return this;
    }

    public synchronized EmbeddedSwitch alias(int number, String alias) {
        table.aliases.put(number, alias);
        return this;
    }

    /** The VLAN of what comes in untagged. */
    public synchronized int pvid(int number) {
        return table.pvids.get(number);
    }

    /** The VLANs whose frames a port sends untagged. */
    public synchronized List<Integer> untagged(int number) {
        return vlans(vlan -> vlan.untagged().get(number));
    }

    /** The VLANs whose frames a port sends with their tag. */
    public synchronized List<Integer> tagged(int number) {
        return vlans(vlan -> vlan.egress().get(number) && !vlan.untagged().get(number));
    }

    private List<Integer> vlans(Predicate<VlanTable.Vlan> wanted) {
        return table.vlans.entrySet().stream()
                .filter(entry -> wanted.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Everything that was set, in words and in order. */
    public synchronized List<String> journal() {
        return List.copyOf(journal);
    }

    /** Called with each object's name before it is set, outside of any lock. */
    public void beforeSet(Consumer<String> hook) {
        beforeSet = hook;
    }

    /** Called in the words of the journal after an object was set, before that is answered. */
    public void afterSet(Consumer<String> hook) {
        afterSet = hook;
    }

    /** Lets nobody write the ports of VLANs, and everybody the VLANs of ports, as a view may say. */
    public synchronized void guardsVlans(boolean now) {
        guardsVlans = now;
    }

    private synchronized boolean isGuarded(OID oid) {
        return guardsVlans && VlanTable.isOfVlan(oid);
    }

    /** No longer answers anything. */
    public synchronized void deaf(boolean now) {
        deaf = now;
    }

    /** Says yes to what is set and does nothing. */
    public synchronized void forgetful(boolean now) {
        forgetful = now;
    }

    @Override
    public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
        event.setProcessed(true);
        PDU request = event.getPDU();
        boolean v2c = event.getMessageProcessingModel() == MPv2c.ID;
        String who = new OctetString(event.getSecurityName()).toString();
        boolean stranger = v2c && !who.equals(COMMUNITY) && !who.equals(READ_ONLY);
        synchronized (this) {
            if (stranger || deaf) {
                return;
            }
        }
        PDU response = (PDU) request.clone();
        response.clear();
        response.setType(PDU.RESPONSE);
        response.setRequestID(request.getRequestID());
        response.setErrorStatus(PDU.noError);
        response.setErrorIndex(0);
        if (request.getType() == PDU.SET) {
            PDU before = answers.putIfAbsent(request.getRequestID().toInt(), response);
            if (before == null) {
                set(request, response, v2c && who.equals(READ_ONLY));
            } else {
                response = before;
            }
        } else {
            tell(request, response);
        }
        synchronized (this) {
            if (deaf) {
                return; // since it has set something
            }
        }
        answer(event, response);
    }

    private void set(PDU request, PDU response, boolean readOnly) {
        response.addAll(request.getVariableBindings());
        for (int i = 0; i < request.size(); i++) {
            VariableBinding wanted = request.get(i);
            beforeSet.accept(wanted.getOid().toString());
            boolean forbidden = readOnly || isGuarded(wanted.getOid());
            String done = forbidden ? null : change(wanted);
            if (done == null) {
                response.setErrorStatus(
                        forbidden ? SnmpConstants.SNMP_ERROR_NO_ACCESS : SnmpConstants.SNMP_ERROR_INCONSISTENT_VALUE);
                response.setErrorIndex(i + 1);
                return;
            }
            afterSet.accept(done);
        }
    }

    private synchronized String change(VariableBinding wanted) {
        if (forgetful) {
            return "forgot " + wanted.getOid();
        }
        String done = table.set(wanted.getOid(), wanted.getVariable());
        if (done != null) {
            journal.add(done);
        }
        return done;
    }

    private synchronized void tell(PDU request, PDU response) {
        TreeMap<OID, Variable> objects = table.objects();
        int repetitions = request.getType() == PDU.GETBULK ? request.getMaxRepetitions() : 1;
        for (VariableBinding asked : request.getVariableBindings()) {
            if (request.getType() == PDU.GET) {
                response.add(
                        new VariableBinding(asked.getOid(), objects.getOrDefault(asked.getOid(), Null.noSuchInstance)));
                continue;
            }
            OID last = asked.getOid();
            for (int i = 0; i < repetitions; i++) {
                Map.Entry<OID, Variable> next = objects.higherEntry(last);
                if (next == null) {
                    response.add(new VariableBinding(last, Null.endOfMibView));
                    break;
                }
                last = next.getKey();
                response.add(new VariableBinding(last, next.getValue()));
            }
        }
    }

    private static <A extends Address> void answer(CommandResponderEvent<A> event, PDU response) {
        try {
            event.getMessageDispatcher()
                    .returnResponsePdu(
                            event.getMessageProcessingModel(),
                            event.getSecurityModel(),
                            event.getSecurityName(),
                            event.getSecurityLevel(),
                            response,
                            event.getMaxSizeResponsePDU(),
                            event.getStateReference(),
                            new StatusInformation());
        } catch (MessageException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            snmp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
