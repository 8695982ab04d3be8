/**
 * The promises of the product on two real clouds: {@code examples/Jenkinsfile} as it stands, with a judge that is none
 * of our code, and hypervisors that leave one cloud for the other. Nothing here knows how a step works inside.
 */
package io.jenkins.plugins.pumphouse.mainjob;
