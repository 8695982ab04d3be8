/**
 * Keystone's resource types: domains, projects, users, roles and who has which role where.
 *
 * <p>They speak the v3 form; {@link io.jenkins.plugins.pumphouse.migration.identity.IdentityType} brings Keystone v2.0
 * to it and back, so that nothing else has to know of that version.
 */
package io.jenkins.plugins.pumphouse.migration.identity;
