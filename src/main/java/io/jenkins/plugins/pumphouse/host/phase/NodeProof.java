package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Environment;
import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.MachineProof;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts;
import io.jenkins.plugins.pumphouse.host.power.BmcException;
import io.jenkins.plugins.pumphouse.host.power.MachineIdentity;
import io.jenkins.plugins.pumphouse.host.power.SerialNumber;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the node that Fuel has with a host's MACs is the machine behind the host's BMC. The MACs of an inventory may
 * be another machine's, which registers when it is switched on, as the host does; what is installed is erased before.
 * So the node has to tell what the BMC tells, or to fall silent when the BMC switches its machine off.
 */
final class NodeProof {
    private final HostContext context;
    /** Null until it is asked for, which takes a BMC seconds. */
    private MachineIdentity told;

    NodeProof(HostContext context) {
        this.context = context;
    }

    /** @throws BmcException if only the BMC could prove it, and does not answer */
    boolean isGiven(Node node) {
        return context.plan().machine().trusted()
                || context.plan().machine().macs().isEmpty() // they are the BMC's own
                || Integer.toString(node.id()).equals(context.state().note(NoteKeys.PROVEN_NODE))
                || isSameSerial(node, context.plan().machine().serial())
                || isTold(node);
    }

    /** The same where a BMC that does not answer proves nothing. */
    boolean isGivenByNow(Node node) {
        try {
            return isGiven(node);
        } catch (BmcException e) {
            return false;
        }
    }

    /**
     * Holds that a node is the host's before its disks are erased: its record may be another one than at the last look.
     *
     * @throws HostException if nothing proves it
     */
    void require(Environment environment, Node node) {
        if (!isGiven(node)) {
            throw new HostException("nothing proves that node-" + node.id() + " of " + environment + " is "
                    + context.plan().host() + ": " + missing() + ". It is not provisioned, which would erase it. To"
                    + " continue: " + wayOut(node) + ". Then run again.");
        }
    }

    /** What a node lacks that is not proven to be the host's, as a clause. */
    String missing() {
        String address = context.plan().machine().bmc().address();
        try {
            bmc();
            return "its serial number, UUID and MACs are not what the BMC " + address + " tells";
        } catch (BmcException e) {
            return "the BMC " + address + " does not tell serial number, UUID and MACs to compare with";
        }
    }

    /**
     * How somebody proves or corrects it, as an imperative clause. Fuel lets a node go at once that waits for its
     * installation; one that is installed it erases, which nobody is told to do to a machine that may be another.
     */
    String wayOut(Node node) {
        boolean waits = node.status().equals("discover") && node.isFresh();
        return "correct \"macs\" of the host in the inventory, or say trust: true for the host if you have seen that the"
                + " node is its own"
                + (waits
                        ? ", or remove " + node + " from its environment, which forgets the disks and interfaces that"
                                + " somebody gave it: whether a free node is the host is found out by one more power cycle"
                        : "");
    }

    /**
     * That a node with another serial number runs Fuel's bootstrap image with the host's MACs while the host serves the
     * source, to be said before the power goes off. It is no refusal: Fuel calls a node online for minutes after its
     * last report, and firmware may tell Fuel another number than the BMC.
     */
    private Optional<String> reportsBeside(HostFacts facts) {
        if (!facts.compute().up() || context.macs().isEmpty()) {
            return Optional.empty();
        }
        return context.node()
                .filter(node -> node.environment() == null && node.status().equals("discover") && node.online())
                .filter(node -> hasOtherSerial(node) && !isGiven(node))
                .map(node -> "Fuel has its MACs at " + node.described() + " with the serial number " + node.serial()
                        + ", online in the bootstrap image while nova-compute of " + facts.host() + " reports to "
                        + facts.cloud() + ": if they are another machine's, abort and correct \"macs\" of the host."
                        + " That record is deleted when the host is off, and the move ends if it comes back then");
    }

    private MachineIdentity bmc() {
        if (told == null) {
            told = context.bmc().identity();
        }
        return told;
    }

    private boolean hasOtherSerial(Node node) {
        return SerialNumber.of(node.serial()).isPresent()
                && bmc().serial() != null
                && !isSameSerial(node, bmc().serial());
    }

    private boolean isTold(Node node) {
        return isSameSerial(node, bmc().serial())
                || bmc().hasUuid(node.uuid())
                || MachineProof.areOneMachines(node.macs(), bmc().macs());
    }

    private static boolean isSameSerial(Node node, String other) {
        Optional<String> serial = SerialNumber.of(node.serial());
        return serial.isPresent()
                && SerialNumber.of(other).filter(serial.get()::equalsIgnoreCase).isPresent();
    }

    /** What of the node is not certain, to be said before the power goes off. */
    List<String> open(HostFacts facts, Optional<Node> seenBefore) {
        return Stream.of(notCompared(seenBefore), reportsBeside(facts))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> notCompared(Optional<Node> seenBefore) {
        if (context.plan().machine().trusted()
                || context.plan().machine().macs().isEmpty()
                || MachineProof.areOneMachines(context.plan().machine().macs(), bmc().macs())
                || seenBefore.filter(this::isGiven).isPresent()) {
            return Optional.empty();
        }
        return Optional.of("its BMC tells no MACs to be compared with the inventory's before: the node that registers"
                + " with them has to tell the BMC's serial number or UUID, or to fall silent in one more power cycle");
    }
}
