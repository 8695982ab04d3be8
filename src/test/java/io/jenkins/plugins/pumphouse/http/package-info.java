/** What a client of a JSON service may count on, against servers inside the JVM. */
package io.jenkins.plugins.pumphouse.http;
