/**
 * Nova's resource types: flavors, keypairs, quotas, servers; and what a run borrows on the target to boot those.
 *
 * <p>A server is more than a record: {@code ServerMove} stops it, carries its content and boots it again. The ports
 * that it uses are {@code network}'s, the image calls {@code image}'s.
 */
package io.jenkins.plugins.pumphouse.migration.compute;
