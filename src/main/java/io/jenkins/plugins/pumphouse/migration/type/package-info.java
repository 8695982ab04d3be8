/**
 * What a resource type is: how its objects are listed, identified, compared and made, and what the engine gives it for
 * that.
 *
 * <p>{@link io.jenkins.plugins.pumphouse.migration.type.ResourceType} is the contract,
 * {@link io.jenkins.plugins.pumphouse.migration.type.DeclaredType} what is the same for nearly all. The types
 * themselves are in the packages of their services.
 */
package io.jenkins.plugins.pumphouse.migration.type;
