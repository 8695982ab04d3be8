/**
 * The rules that hold in every part of the house: layers, forms, views, serial forms, sources.
 *
 * <p>These tests look at all classes and files at once and name the one that breaks a rule; what a single class does is
 * tested beside that class. No rule here needs a running Jenkins or cloud.
 */
package io.jenkins.plugins.pumphouse.conventions;
