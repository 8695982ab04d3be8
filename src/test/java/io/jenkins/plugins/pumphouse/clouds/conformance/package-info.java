/**
 * Holds the embedded clouds against a real one: the same dialogue with both, and every difference of status, header or
 * body named.
 *
 * <p>A dialogue says which requests a migration uses and what of their answers must be equal. It knows nothing of how
 * the embedded services work, and cleans up after itself on both clouds.
 */
package io.jenkins.plugins.pumphouse.clouds.conformance;
