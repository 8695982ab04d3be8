/**
 * A migration from outside: a request of plain values in, events on the way, a report of plain values out.
 *
 * <p>{@link io.jenkins.plugins.pumphouse.migration.Migration} is all that a step that writes has to know; those that
 * only read know {@link io.jenkins.plugins.pumphouse.migration.SourceInventory} and
 * {@link io.jenkins.plugins.pumphouse.migration.drift.DriftCheck}. The vocabulary is in {@code model}, the engine in
 * {@code engine}, and a package a service holds the resource types.
 */
package io.jenkins.plugins.pumphouse.migration;
