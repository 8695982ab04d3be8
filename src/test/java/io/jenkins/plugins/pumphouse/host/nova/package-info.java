/**
 * The facts of compute hosts, what they mean for a release, and the acts on them: on values, on embedded clouds, on
 * real ones.
 */
package io.jenkins.plugins.pumphouse.host.nova;
