/**
 * Decides what is to be done with each object, for every resource type alike.
 *
 * <p>Nothing in this package writes to a cloud, and nothing knows a type, a service's path or a field: that is what
 * {@link io.jenkins.plugins.pumphouse.migration.type.ResourceType} is for.
 */
package io.jenkins.plugins.pumphouse.migration.plan;
