/**
 * Jenkins' pages and forms without Jenkins: views are rendered with small stand-ins for its tag libraries, and what a
 * browser would send is bound as Stapler binds it.
 */
package io.jenkins.plugins.pumphouse.views;
