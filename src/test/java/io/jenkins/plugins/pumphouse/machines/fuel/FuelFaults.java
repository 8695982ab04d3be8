package io.jenkins.plugins.pumphouse.machines.fuel;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What shall go wrong inside Fuel, by the MAC of the machine, as ids change. What shall go wrong at its door is said by
 * the faults.
 */
public final class FuelFaults {
    enum Kind {
        PROVISION,
        DEPLOY,
        DISCOVER,
        STOP,
        DELETE
    }

    private static final class Mishap {
        private final Kind kind;
        private final String mac;
        private final String text;
        private int left;

        private Mishap(Kind kind, String mac, String text, int left) {
            this.kind = kind;
            this.mac = mac;
            this.text = text;
            this.left = left;
        }
    }

    private final List<Mishap> mishaps = new ArrayList<>();
    private String found;
    private int deadlocks;
    private int unsettled;
    private int unsettledNow;
    private int late;
    private int refusedAtOnce;
    private int unwritten;
    private volatile boolean version3Alone;

    /** From now on its Keystone has no v2.0, and its users are in the domain of a Fuel master. */
    public void keystoneHasVersion3Alone() {
        version3Alone = true;
    }

    boolean isVersion3Alone() {
        return version3Alone;
    }

    /** So many of the machine's next provisionings fail. */
    public FuelFaults provisioningFails(String mac, int times) {
        return add(new Mishap(Kind.PROVISION, mac, "Failed to provision", times));
    }

    /** So many of the machine's next deployments fail, in these words of Astute's. */
    public FuelFaults deploymentFails(String mac, String text, int times) {
        return add(new Mishap(Kind.DEPLOY, mac, text, times));
    }

    /**
     * The machine gets an address outside of the Admin network when it is discovered next, so it registers in error.
     */
    public FuelFaults discoveredInError(String mac, int times) {
        return add(new Mishap(Kind.DISCOVER, mac, "IP address is outside of the admin network", times));
    }

    /** The next stop of a deployment of this machine fails: Fuel leaves the node in error. */
    public FuelFaults stopFails(String mac) {
        return add(new Mishap(Kind.STOP, mac, "Node did not answer", 1));
    }

    /** The next deletion of this machine's node fails: it stays, in error without a type. */
    public FuelFaults deletionFails(String mac) {
        return add(new Mishap(Kind.DELETE, mac, "Node did not answer", 1));
    }

    /**
     * So many of the next calls that begin a provisioning or a deployment of chosen nodes end in a deadlock of the
     * database.
     */
    public synchronized FuelFaults deadlocks(int times) {
        deadlocks = times;
        return this;
    }

    /** After each deletion of a node so many requests meet rows that are no longer there, and fail. */
    public synchronized FuelFaults unsettledAfterDeletions(int requests) {
        unsettled = requests;
        return this;
    }

    /** So many of the next requests for tasks do not show those that run. */
    public synchronized FuelFaults tasksAppearLate(int requests) {
        late = requests;
        return this;
    }

    synchronized boolean tasksAreLate() {
        return late > 0 && late-- > 0;
    }

    /** So many of the next deployments of chosen nodes begin well, and their tasks end at once. */
    public synchronized FuelFaults deploymentsEndAtOnce(int times) {
        refusedAtOnce = times;
        return this;
    }

    synchronized boolean endsAtOnce() {
        return refusedAtOnce > 0 && refusedAtOnce-- > 0;
    }

    /**
     * So many of the next provisionings of chosen nodes fail while Nailgun writes the orders for Astute: their task
     * ends at once, and their nodes are called provisioning all the same (fuel-web 6.1 and 9.2,
     * {@code ProvisioningTaskManager}).
     */
    public synchronized FuelFaults provisioningOrdersFail(int times) {
        unwritten = times;
        return this;
    }

    synchronized boolean ordersFail() {
        return unwritten > 0 && unwritten-- > 0;
    }

    /** What verifications of networks find from now on. */
    public synchronized FuelFaults verificationFinds(String what) {
        found = what;
        return this;
    }

    /** Null for nothing. */
    synchronized String verificationFinds() {
        return found;
    }

    synchronized boolean deadlock() {
        return deadlocks > 0 && deadlocks-- > 0;
    }

    synchronized void erased() {
        unsettledNow = unsettled;
    }

    synchronized boolean unsettled() {
        return unsettledNow > 0 && unsettledNow-- > 0;
    }

    private synchronized FuelFaults add(Mishap mishap) {
        mishaps.add(mishap);
        return this;
    }

    /** The text of a mishap that strikes now, which uses it up. */
    synchronized Optional<String> strike(Kind kind, NodeRow node) {
        for (Iterator<Mishap> each = mishaps.iterator(); each.hasNext(); ) {
            Mishap mishap = each.next();
            if (mishap.kind == kind && node.macs().contains(mishap.mac)) {
                if (--mishap.left == 0) {
                    each.remove();
                }
                return Optional.of(mishap.text);
            }
        }
        return Optional.empty();
    }
}
