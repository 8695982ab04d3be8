/**
 * What a person has to do about a failure, as a value. Every service that Pumphouse calls (a cloud, Fuel, a BMC, a
 * switch) has one exception, a {@link io.jenkins.plugins.pumphouse.remedy.RemediableException}, in the package that
 * calls the service.
 *
 * <p>Such an exception is sealed in its package (Java allows no sealed family across the packages of a plugin, which is
 * no named module). It says its remedy by {@link io.jenkins.plugins.pumphouse.remedy.Remedy}, and has a subclass only
 * for what somebody catches: code that asks what to do next reads the value, code that can do without the object
 * catches the subclass. A new kind of failure is a value of the enum or none at all, never a class for its own sake.
 *
 * <p>Nothing in this package knows a service; every layer may use it.
 */
package io.jenkins.plugins.pumphouse.remedy;
