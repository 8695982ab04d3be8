/**
 * Rollback of what came to the target with a tenant: which objects a migration has created, which of them nobody uses
 * or has changed since, and in which order they go. How one is removed is its type's.
 */
package io.jenkins.plugins.pumphouse.migration.rollback;
