package io.jenkins.plugins.pumphouse.host.fuel;

/**
 * What a Fuel master says of itself.
 *
 * @param release such as {@code 9.2} or {@code 6.1}
 * @param authRequired whether its API asks for a token
 */
public record FuelVersion(String release, boolean authRequired) {

    /** Such as {@code Fuel 9.2}. */
    @Override
    public String toString() {
        return "Fuel " + release;
    }
}
