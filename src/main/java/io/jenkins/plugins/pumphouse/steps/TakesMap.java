package io.jenkins.plugins.pumphouse.steps;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a setter of lines: a script may give a map instead, {@code [tcp: 22]}, which becomes {@code tcp: 22}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface TakesMap {}
