package io.jenkins.plugins.pumphouse.faults;

import java.util.function.BooleanSupplier;

/**
 * Whoever owns one of the servers does something to it, or to its copy, as soon as that is possible from one write on:
 * right before a write is done, or before it is answered.
 *
 * @param write the number of that write, counted from 1 over both clouds
 * @param done whether a write is done before
 */
record OwnerTrial(Stage stage, int write, boolean done, Deed deed) implements Trial {
    @Override
    public String row() {
        return stage.words + "owner " + deed.words + " a server";
    }

    @Override
    public String request() {
        return (done ? "after write #" : "before write #") + write;
    }

    private String server() {
        return stage.servers().get(write % stage.servers().size());
    }

    @Override
    public boolean reads() {
        return false;
    }

    @Override
    public BooleanSupplier arm(CloudPair pair, Runnable kill) {
        WriteGate gate = new WriteGate(write, done, false, asked -> deed.on(pair, server()));
        gate.guard(pair);
        return gate::hasStruck;
    }

    @Override
    public boolean isToldBy(String messages) {
        return messages.contains(server());
    }

    @Override
    public boolean strikesOne() {
        return true;
    }

    @Override
    public boolean explains(Finding finding, String what) {
        return deed.explains(finding, what, server(), stage.running().contains(server()));
    }

    @Override
    public String toString() {
        return row() + " @ " + request();
    }
}
