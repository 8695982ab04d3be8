/**
 * OpenStack clouds inside the tests' own JVM: real HTTP, state, faults on demand.
 *
 * <p>{@link io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud} is the way in,
 * {@link io.jenkins.plugins.pumphouse.clouds.Fixture} fills one. What they answer is what the real services answer:
 * {@code EmbeddedCloudConformanceIT} sends the same requests to both. Nothing here uses the plugin's own code, so that
 * both can disagree about what a cloud does.
 *
 * <pre>{@code
 * try (EmbeddedCloud source = EmbeddedCloud.v2("good_old_openstack").start();
 *      EmbeddedCloud target = EmbeddedCloud.v3("mira-os-1").start()) {
 *     Fixture.demo(source);
 *     Fixture.target(target);
 *     target.faults().on("POST", "/v2.0/ports").status(503).retryAfter(1).times(2);
 *     ...
 *     assertThat(source.journal().writes()).isEmpty();
 * }
 * }</pre>
 */
package io.jenkins.plugins.pumphouse.clouds;
