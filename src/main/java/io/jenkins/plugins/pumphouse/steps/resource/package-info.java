/**
 * The steps that move resources of a cloud, from {@code pumpRoles} to {@code pumpCleanup}: thin classes that hold
 * arguments, and their one execution.
 */
package io.jenkins.plugins.pumphouse.steps.resource;
