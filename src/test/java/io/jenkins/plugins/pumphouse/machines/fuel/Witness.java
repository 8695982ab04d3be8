package io.jenkins.plugins.pumphouse.machines.fuel;

/**
 * Stands by at every act of a client, in the thread that carries it out, as {@code PUT /clusters/2/deploy?nodes=3}. Who
 * kills the client in {@link #before} kills it between its decision and the act; in {@link #after}, between the act and
 * its knowledge of it.
 */
public interface Witness {

    /** The act has arrived and nothing of it is done yet. */
    default void before(String act) {}

    /** The act is done, and nothing is answered yet; not called for one that was refused. */
    default void after(String act) {}
}
