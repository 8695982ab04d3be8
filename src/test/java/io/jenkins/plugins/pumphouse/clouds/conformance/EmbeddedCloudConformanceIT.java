package io.jenkins.plugins.pumphouse.clouds.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Fixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.mainjob.Testbed;
import java.util.List;
import java.util.function.Consumer;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/**
 * The same dialogue with an embedded cloud and with the target of the testbed; whatever they answer differently fails
 * the test.
 */
public class EmbeddedCloudConformanceIT {
    private static final String REAL = Testbed.authUrl("target");

    private final EmbeddedCloud embedded = EmbeddedCloud.v3("embedded");

    @Before
    public void start() {
        embedded.start();
        // as the testbed's Neutron and Cinder
        embedded.withExtensions(
                "trunk",
                "trunk-details",
                "floating-ip-port-forwarding",
                "expose-port-forwarding-in-fip",
                "segment",
                "l2_adjacency",
                "ip_allocation",
                "standard-attr-segment",
                "subnet-segmentid-writable",
                "segments-peer-subnet-host-routes");
        Fixture.target(embedded);
        String types = "/v3/" + embedded.inside().projectId() + "/types";
        ObjectNode shared =
                WireJson.object("name", "shared", "extra_specs", WireJson.object("volume_backend_name", "shared"));
        embedded.inside().make("volume", types, "volume_type", shared);
        embedded.inside()
                .post(
                        "volume",
                        types + "/__DEFAULT__/extra_specs",
                        WireJson.object("extra_specs", WireJson.object("volume_backend_name", "disk")));
    }

    @After
    public void stop() {
        embedded.close();
    }

    @Test
    public void tokensAreGivenAndRefusedAlike() throws Exception {
        compare(IdentityDialogue::tokens);
    }

    @Test
    public void projectsAreKeptAlike() throws Exception {
        compare(IdentityDialogue::projects);
    }

    @Test
    public void domainsAreKeptAndDeletedAlike() throws Exception {
        compare(IdentityDialogue::domains);
    }

    @Test
    public void usersAreKeptAlike() throws Exception {
        compare(IdentityDialogue::users);
    }

    @Test
    public void rolesAreAssignedAlike() throws Exception {
        compare(IdentityDialogue::assignments);
    }

    @Test
    public void securityGroupsAndRulesAreKeptAlike() throws Exception {
        compare(GroupDialogue::groups);
    }

    @Test
    public void networksPortsAndRoutersAreKeptAlike() throws Exception {
        compare(NetworkDialogue::networks);
    }

    @Test
    public void networksAndSubnetsOfOneRequestAreMadeAllOrNone() throws Exception {
        compare(BatchDialogue::networksAndSubnets);
    }

    @Test
    public void routedNetworksAreKeptAlike() throws Exception {
        compare(SegmentDialogue::routedNetworks);
    }

    @Test
    public void quotasOfNetworksAndVolumesAreKeptAlike() throws Exception {
        compare(QuotaDialogue::networksAndVolumes);
    }

    @Test
    public void volumesAreKeptAlike() throws Exception {
        compare(VolumeDialogue::volumes);
    }

    @Test
    public void backendsAndTypesOfVolumesAreToldAlike() throws Exception {
        compare(VolumeDialogue::surroundings);
    }

    @Test
    public void imagesAreKeptAlike() throws Exception {
        compare(ImageDialogue::images);
    }

    @Test
    public void versionsAndHostsAreToldAlike() throws Exception {
        compare(ComputeDialogue::versionsAndHosts);
    }

    @Test
    public void hostsAreDisabledAndEnabledAlike() throws Exception {
        compare(HostDialogue::services);
    }

    @Test
    public void aggregatesAndZonesAreKeptAlike() throws Exception {
        compare(HostDialogue::aggregates);
    }

    @Test
    public void providersAgentsAndMigrationsAreToldAlike() throws Exception {
        compare(HostDialogue::neighbours);
    }

    @Test
    public void flavorsAreKeptAlike() throws Exception {
        compare(ComputeDialogue::flavors);
    }

    @Test
    public void keypairsAreKeptAlike() throws Exception {
        compare(ComputeDialogue::keypairs);
    }

    @Test
    public void quotasOfServersAreKeptAlike() throws Exception {
        compare(QuotaDialogue::servers);
    }

    @Test
    public void serversLiveAlike() throws Exception {
        compare(ServerDialogue::servers);
    }

    private void compare(Consumer<Conversation> dialogue) throws Exception {
        String run = "conformance-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        List<Conversation.Exchange> here = held(dialogue, embedded.authUrl(), run);
        List<Conversation.Exchange> there = held(dialogue, REAL, run);
        List<String> differences = Comparison.of(here, there);
        assertThat(differences).as(() -> String.join("\n", differences)).isEmpty();
        assertThat(here).hasSizeGreaterThan(10);
    }

    private static List<Conversation.Exchange> held(Consumer<Conversation> dialogue, String authUrl, String run)
            throws Exception {
        try (Conversation conversation = new Conversation(authUrl, run)) {
            dialogue.accept(conversation);
            return conversation.exchanges();
        }
    }
}
