/**
 * What a cloud knows of a hypervisor, and the little that it may be told of it: enabled or not, in which aggregate, and
 * forgotten.
 *
 * <p>Facts are read in one look and are plain values; what they mean for a host that is to be released is decided by
 * {@link io.jenkins.plugins.pumphouse.host.nova.ReleaseCheck}, which calls nobody. Power, wiring, Fuel and the order of
 * a host's phases must not live in this package, nor anything of Jenkins, and this package never moves or deletes a
 * server.
 */
package io.jenkins.plugins.pumphouse.host.nova;
