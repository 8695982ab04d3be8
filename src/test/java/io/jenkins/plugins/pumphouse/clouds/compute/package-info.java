/**
 * Nova: servers and what they need, as v2.1 with microversions up to 2.93 or as the v2 of Icehouse without any.
 *
 * <p>Servers change their state when their time has come ({@code wire.World}), take ports from the network package and
 * bytes from the image package. Which attribute appears from which microversion on is said in one place a kind.
 */
package io.jenkins.plugins.pumphouse.clouds.compute;
