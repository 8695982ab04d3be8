/**
 * Load balancers of Octavia with all their parts. Their addresses' ports are Octavia's own; networks and subnets are of
 * {@code network}.
 */
package io.jenkins.plugins.pumphouse.migration.loadbalancer;
