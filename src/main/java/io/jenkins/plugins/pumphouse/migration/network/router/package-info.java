/**
 * Routers: their interfaces, external addresses and routes.
 *
 * <p>Stands on the networks, subnets and ports of {@code network}, and on {@code network.floating} for the addresses
 * that a gateway can give.
 */
package io.jenkins.plugins.pumphouse.migration.network.router;
