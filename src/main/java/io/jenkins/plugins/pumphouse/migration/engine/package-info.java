/**
 * Applies a plan and verifies what came of it, for every resource type alike.
 *
 * <p>Nothing in this package knows a type, a service's path or a field: that is what
 * {@link io.jenkins.plugins.pumphouse.migration.type.ResourceType} is for.
 */
package io.jenkins.plugins.pumphouse.migration.engine;
