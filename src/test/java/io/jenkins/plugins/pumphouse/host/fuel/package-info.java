/**
 * What the client of Fuel promises, against a Fuel inside the JVM whose answers are held against recordings of real
 * ones.
 */
package io.jenkins.plugins.pumphouse.host.fuel;
