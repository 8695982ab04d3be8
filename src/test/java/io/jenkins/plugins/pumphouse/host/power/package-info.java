/** What every driver of a BMC promises ({@code BmcContract}), and what only one of them does. */
package io.jenkins.plugins.pumphouse.host.power;
