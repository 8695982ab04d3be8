/**
 * The vocabulary of a migration: resources, plans, changes, outcomes.
 *
 * <p>Values. The engine that works on them, and the resource types, live beside them and never here.
 */
package io.jenkins.plugins.pumphouse.migration.model;
