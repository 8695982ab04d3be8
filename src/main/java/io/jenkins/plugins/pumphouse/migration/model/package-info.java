/**
 * The vocabulary of a migration: resources, plans, changes, outcomes, and what a resource type has to say.
 *
 * <p>Values and the two contracts {@link io.jenkins.plugins.pumphouse.migration.model.ResourceType} and
 * {@link io.jenkins.plugins.pumphouse.migration.model.ChangeContext}. The engine that works on them and the types
 * themselves live beside it and never here.
 */
package io.jenkins.plugins.pumphouse.migration.model;
