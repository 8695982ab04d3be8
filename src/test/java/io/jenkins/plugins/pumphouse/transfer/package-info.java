/** What the transfer of bytes promises. */
package io.jenkins.plugins.pumphouse.transfer;
