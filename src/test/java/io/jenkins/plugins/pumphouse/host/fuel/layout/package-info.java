/** How nodes are laid out by rules and like a template, on hardware of all kinds. */
package io.jenkins.plugins.pumphouse.host.fuel.layout;
