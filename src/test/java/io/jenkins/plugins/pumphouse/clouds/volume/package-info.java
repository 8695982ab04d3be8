/**
 * Cinder: quotas and types; there are no volumes yet.
 *
 * <p>A migration reads its lists and writes its quotas; boot from volume comes with a later part and gets its state
 * here.
 */
package io.jenkins.plugins.pumphouse.clouds.volume;
