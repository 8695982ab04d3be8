/**
 * Pumphouse for Jenkins: pipeline steps that move projects, servers and hypervisors from one OpenStack cloud to
 * another.
 *
 * <p>The steps ({@code steps}, {@code settings}, {@code report}) know Jenkins; the library below them ({@code config},
 * {@code migration}, {@code transfer}, {@code host}, {@code openstack}) does not. {@code docs/ARCHITECTURE.md} draws
 * it.
 */
package io.jenkins.plugins.pumphouse;
