/**
 * How a YAML file is read: declarations of keys and of what may be written as their values, from which readers,
 * messages with line and column, and JSON schemas follow. Knows no cloud and no host.
 */
package io.jenkins.plugins.pumphouse.config.yaml;
