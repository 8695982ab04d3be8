/**
 * The vocabulary of a migration: resources, plans, changes, outcomes.
 *
 * <p>Values. The engine that works on them, and the resource types, live beside this package and never in it.
 */
package io.jenkins.plugins.pumphouse.migration.model;
