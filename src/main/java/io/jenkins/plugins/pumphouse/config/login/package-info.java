/** How a section says who logs in and whom it trusts, and who keeps the secrets: the file itself, or Jenkins. */
package io.jenkins.plugins.pumphouse.config.login;
