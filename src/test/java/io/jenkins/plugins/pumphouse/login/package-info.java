/** What a login prints and keeps. */
package io.jenkins.plugins.pumphouse.login;
