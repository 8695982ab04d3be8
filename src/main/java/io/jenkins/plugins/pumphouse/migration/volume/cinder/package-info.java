/**
 * A volume as Cinder's API has it: the fields of its owner, its metadata and marks, and what a migration makes of it
 * for a while.
 *
 * <p>Knows neither copies nor adoptions; those are in {@code volume}.
 */
package io.jenkins.plugins.pumphouse.migration.volume.cinder;
