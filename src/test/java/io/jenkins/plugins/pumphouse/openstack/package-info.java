/**
 * What the fence around OpenStack promises, each promise against a small server that misbehaves on demand
 * ({@code FakeCloud}), and once more against real clouds ({@code RealCloudsIT}). Every fault that openstack4j was seen
 * to have is named by a test here.
 */
package io.jenkins.plugins.pumphouse.openstack;
