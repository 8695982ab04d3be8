/**
 * What a migration costs, measured on two real clouds beside the cheapest way to do the same: run by the profile
 * {@code bench}. Nothing here decides whether a build is good.
 */
package io.jenkins.plugins.pumphouse.bench;
