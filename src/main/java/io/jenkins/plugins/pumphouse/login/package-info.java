/**
 * Who logs in to a service and whom it is believed to be: what a cloud, a Fuel and a BMC have in common. A login may be
 * only the place where its secret is kept, until the edge resolves it. Nothing in this package calls anybody, and
 * nothing prints a secret.
 */
package io.jenkins.plugins.pumphouse.login;
