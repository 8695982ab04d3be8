/** Octavia, as far as its objects and their states go: it balances nothing. */
package io.jenkins.plugins.pumphouse.clouds.balancer;
