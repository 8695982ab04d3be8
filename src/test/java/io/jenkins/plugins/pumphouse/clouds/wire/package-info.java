/**
 * What every embedded service stands on: the HTTP door with its faults and its journal, routing, one clock and one lock
 * a cloud.
 *
 * <p>Nothing here knows a resource of OpenStack; what a service answers lives in the package of that service. Nothing
 * here uses the plugin's own code, so that both can disagree about what a cloud does.
 */
package io.jenkins.plugins.pumphouse.clouds.wire;
