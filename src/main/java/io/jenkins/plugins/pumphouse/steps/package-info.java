/**
 * The pipeline steps: thin classes that hold arguments, and one execution that hands a request to the migration
 * library.
 *
 * <p>Here Jenkins ends: a step turns names and credentials ids into one {@code MigrationRequest} of plain values, which
 * runs on the controller or on the agent of the surrounding {@code node}. No step knows how anything is migrated.
 */
package io.jenkins.plugins.pumphouse.steps;
