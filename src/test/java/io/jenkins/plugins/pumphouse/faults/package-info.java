/**
 * The fault matrix: a representative migration, every request pattern of it times every kind of fault, and an end
 * around every write.
 *
 * <p>What the clouds do under a fault belongs to {@code clouds.wire}; here is which faults there are, how a trial is
 * judged, and the table.
 */
package io.jenkins.plugins.pumphouse.faults;
