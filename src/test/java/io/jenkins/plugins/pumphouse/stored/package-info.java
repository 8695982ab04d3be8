/**
 * What Jenkins has stored of this plugin and a later release loads: running steps ({@code program.dat}), actions of
 * builds ({@code build.xml}), the settings, and the journal of hosts. The files of each release are kept in the
 * resources; {@code -Dstored.write=true} writes those of this one.
 */
package io.jenkins.plugins.pumphouse.stored;
