/**
 * Who logs in to a service, as which account of Keystone, and whom the service is believed to be. A login may be only
 * the place where its secret is kept, until the edge resolves it. Nothing in this package calls anybody, and nothing
 * prints a secret.
 */
package io.jenkins.plugins.pumphouse.login;
