/**
 * The main job on two real clouds: {@code examples/Jenkinsfile} as it stands, and a judge that is none of our code.
 */
package io.jenkins.plugins.pumphouse.mainjob;
