/**
 * What a migration costs, measured on two real clouds beside the cheapest way to do the same: run by the profile
 * {@code bench}, which ends with an error when an aim is missed by more than the noise of its rounds.
 */
package io.jenkins.plugins.pumphouse.bench;
