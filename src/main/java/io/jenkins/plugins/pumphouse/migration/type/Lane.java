package io.jenkins.plugins.pumphouse.migration.type;

/**
 * What several objects share, so that only some of them are worked on at a time: the hypervisor of servers.
 *
 * @param name what they share
 * @param most at a time; at least 1
 */
public record Lane(Object name, int most) {}
