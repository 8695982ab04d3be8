package io.jenkins.plugins.pumphouse.settings;

import io.jenkins.plugins.pumphouse.config.Limit;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The most that the configuration of a step allows for its arguments.
 *
 * @param byArgument see {@link io.jenkins.plugins.pumphouse.config.Configuration#limits()}
 * @param places which configuration sets the limit of an argument, as messages call it
 */
public record ChosenLimits(Map<String, Limit> byArgument, UnaryOperator<String> places) {

    public Optional<Limit> of(String argument) {
        return Optional.ofNullable(byArgument.get(argument));
    }

    public String place(String argument) {
        return places.apply(argument);
    }
}
