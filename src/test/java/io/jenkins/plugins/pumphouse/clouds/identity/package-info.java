/**
 * Keystone: domains, projects, users, groups, roles, assignments, tokens and the catalog, as v3 of Zed and v2.0 of
 * Icehouse.
 *
 * <p>One store serves both APIs, so that a test may fill a v2.0 cloud through v3 and look at it through v2.0. The other
 * services know of it only what a token says ({@code wire.Caller}).
 */
package io.jenkins.plugins.pumphouse.clouds.identity;
