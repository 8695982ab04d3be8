/** First contact: {@code examples/Jenkinsfile} on two clouds inside the JVM, its console, and a page of what moved. */
package io.jenkins.plugins.pumphouse.demo;
