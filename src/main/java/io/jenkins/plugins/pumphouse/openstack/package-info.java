/**
 * Access to one OpenStack cloud: authentication, strict endpoints, paging, microversions, refusals, and the bytes of
 * images. A call is a {@link io.jenkins.plugins.pumphouse.openstack.Request}, which the
 * {@link io.jenkins.plugins.pumphouse.openstack.Cloud} sends over {@code http} and answers with a
 * {@link io.jenkins.plugins.pumphouse.openstack.Response}.
 *
 * <p>It hands out the services' own JSON, because a migration must not lose a field that a model does not know. What is
 * moved, compared or decided must not live in this package, nor anything of Jenkins. Of openstack4j the models of
 * Keystone v2.0 and v3 are used and nothing else (ADR 2); no type of it leaves this package.
 */
package io.jenkins.plugins.pumphouse.openstack;
