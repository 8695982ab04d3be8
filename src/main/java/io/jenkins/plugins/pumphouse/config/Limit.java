package io.jenkins.plugins.pumphouse.config;

/**
 * The most that a step may be told for one of its arguments.
 *
 * @param most a number; of a bandwidth, bytes a second
 * @param written as the configuration has it
 */
public record Limit(long most, String written) {}
