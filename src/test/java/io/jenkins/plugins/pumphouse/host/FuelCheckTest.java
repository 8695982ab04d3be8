package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.host.fuel.layout.DiskRule;
import io.jenkins.plugins.pumphouse.host.fuel.layout.LayoutRules;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.LayoutPlan;
import io.jenkins.plugins.pumphouse.host.model.NodeNaming;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.fuel.Hardware;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** What Fuel can say of a host before its power goes off, is said before its power goes off. */
public class FuelCheckTest {
    @Rule
    public final Datacenter datacenter = Datacenter.with("cmp-12");

    private final Journey journey = new Journey(datacenter);

    private String refused(Journey of) throws Exception {
        HostState state = of.run().get(0);
        assertThat(state.status()).as(of.log()).isEqualTo(Status.FAILED);
        assertThat(state.phase()).isEqualTo(Phase.INTERLOCK);
        assertThat(datacenter.host("cmp-12").machine().journal()).isEmpty();
        assertThat(datacenter.fuel().acts()).isEmpty();
        return state.message();
    }

    @Test
    public void aRoleThatTheEnvironmentDoesNotKnow() throws Exception {
        assertThat(refused(journey.of("cmp-12").roles("computer")))
                .contains(
                        "environment \"mos-prod\" (1) does not take its roles: it knows no role computer but",
                        "compute",
                        "correct \"roles\"");
    }

    @Test
    public void rolesThatConflict() throws Exception {
        assertThat(refused(journey.of("cmp-12").roles("compute", "mongo")))
                .contains("its role mongo conflicts with compute");
    }

    @Test
    public void aRoleThatTheSettingsDoNotAllowInFuelsWords() throws Exception {
        assertThat(refused(journey.of("cmp-12").roles("compute", "ceph-osd")))
                .contains("it does not allow the role ceph-osd: Ceph should be enabled in the environment settings");
        datacenter.fuel().setting(datacenter.environment(), "storage.images_ceph", true);
        Journey again = new Journey(datacenter).of("cmp-12").roles("compute", "ceph-osd");
        assertThat(again.run().get(0).status()).as(again.log()).isEqualTo(Status.READY);
    }

    @Test
    public void aTemplateNodeThatDoesNotExist() throws Exception {
        LayoutPlan layout = new LayoutPlan("cmp-77", null, LayoutRules.none(), NodeNaming.BY_FUEL);
        assertThat(refused(journey.of("cmp-12").layout(layout)))
                .contains("Fuel has no node \"cmp-77\"", "correct \"template\"");
    }

    /** Fuel lets nodes have one name, and takes nobody's word for it which is meant. */
    @Test
    public void aTemplateNodeOfANameThatTwoHave() throws Exception {
        int other = datacenter.fuel().discovered(Hardware.of("52:54:00:ee:02:01", "52:54:00:ee:02:02"));
        datacenter.fuel().renamed(other, "like this");
        datacenter.fuel().renamed(1001, "like this"); // the environment's controller
        datacenter.fuel().renamed(datacenter.template(), "like this");
        LayoutPlan layout = new LayoutPlan("like this", null, LayoutRules.none(), NodeNaming.BY_FUEL);

        assertThat(refused(journey.of("cmp-12").layout(layout)))
                .contains(
                        "Fuel has several nodes \"like this\"", "there are: 1 (like this), 1001 (like this)", "its id")
                .doesNotContain(other + " (like this)");

        datacenter.fuel().renamed(1001, "ctl-1");
        Journey again = new Journey(datacenter).of("cmp-12").layout(layout);
        assertThat(again.run().get(0).status()).as(again.log()).isEqualTo(Status.READY);
        assertThat(again.log()).contains("like node-" + datacenter.template());
    }

    @Test
    public void anAggregateOfTheTargetThatDoesNotExist() throws Exception {
        datacenter
                .target()
                .inside()
                .make("compute", "/v2.1/os-aggregates", "aggregate", WireJson.object("name", "ssd"));

        assertThat(refused(journey.of("cmp-12").aggregates("ssd", "Rack 3")))
                .contains("No aggregate \"Rack 3\" in mira-os-1", "There are: ssd", "correct \"aggregates\"");
        Journey again = new Journey(datacenter).of("cmp-12").aggregates("ssd");
        assertThat(again.run().get(0).status()).as(again.log()).isEqualTo(Status.READY);
    }

    @Test
    public void aNodeGroupThatDoesNotExist() throws Exception {
        datacenter.fuel().nodeGroup(datacenter.environment(), "rack-2", "10.21.0.");
        LayoutPlan layout = new LayoutPlan(null, null, LayoutRules.none(), new NodeNaming(true, Map.of(), "rack-3"));
        assertThat(refused(journey.of("cmp-12").layout(layout)))
                .contains("has no node group \"rack-3\"; there are: default, rack-2");
    }

    @Test
    public void disksAndInterfacesThatAnEarlierRegistrationDidNotShow() throws Exception {
        datacenter.fuel().discovered(datacenter.host("cmp-12").hardware());
        LayoutRules rules = new LayoutRules(
                List.of(new DiskRule("os", 1000, "sdz")), Map.of("eth7", List.of("public"), "pxe", List.of("private")));
        assertThat(refused(journey.of("cmp-12").layout(new LayoutPlan(null, rules))))
                .contains(
                        "it has no interface eth7 but eth0, eth1, as Fuel has seen it",
                        "it has no disk sdz for the volume os but sda, sdb");
    }

    @Test
    public void anEnvironmentWithoutAControllerThatIsReady() throws Exception {
        datacenter.fuel().environment("new-one");
        assertThat(refused(journey.of("cmp-12").environment("new-one")))
                .contains("environment \"new-one\" (2) (new) has no controller that is ready");
    }

    @Test
    public void whatIsUnknownIsSaidToBeUnknown() throws Exception {
        LayoutPlan layout = new LayoutPlan(Integer.toString(datacenter.template()), LayoutRules.none());
        journey.of("cmp-12").layout(layout).dry().run();
        assertThat(journey.log())
                .contains("whether its disks and interfaces fit is known when it has registered in Fuel");
    }

    @Test
    public void fuelVerifiesTheNetworksWhenTheHostHasItsInterfacesAndWhatItSaysIsShown() throws Exception {
        datacenter
                .fuel()
                .mishaps()
                .verificationFinds("Some untagged networks are assigned to the same physical interface.");

        HostState state = journey.of("cmp-12").run().get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(journey.log())
                .contains("Fuel's network verification says: Some untagged networks are assigned to the same physical"
                        + " interface.");
    }

    @Test
    public void aVerificationThatFindsNothingIsShownToo() throws Exception {
        journey.of("cmp-12").run();
        assertThat(journey.log()).contains("Fuel's network verification found nothing wrong");
    }

    @Test
    public void aVerificationThatFuelRefusesIsShownAndHoldsNothingUp() throws Exception {
        datacenter
                .fuel()
                .faults()
                .on("PUT", "/api/clusters/*/network_configuration/neutron/verify")
                .status(404);

        HostState state = journey.of("cmp-12").run().get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(journey.log()).contains("Fuel's network verification could not be run");
    }

    @Test
    public void interfacesWhereANetworkTemplateDecides() throws Exception {
        datacenter.fuel().networkTemplate(datacenter.environment());
        LayoutRules rules = new LayoutRules(List.of(), Map.of("pxe", List.of("fuelweb_admin")));
        assertThat(refused(journey.of("cmp-12").layout(new LayoutPlan(null, rules))))
                .contains("has a network template", "remove \"interfaces\"");
    }

    @Test
    public void aNetworkTemplateIsLeftAsItIsBesideATemplateNode() throws Exception {
        datacenter.fuel().networkTemplate(datacenter.environment());

        journey.of("cmp-12")
                .layout(new LayoutPlan(Integer.toString(datacenter.template()), LayoutRules.none()))
                .run();

        assertThat(journey.states().get(0).status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(journey.log()).contains("interfaces by the environment's network template");
        assertThat(datacenter.fuel().acts()).noneMatch(act -> act.contains("/interfaces"));
    }

    @Test
    public void othersPendingNodesAreLeftAloneAndNamed() throws Exception {
        Hardware stranger = Hardware.of("52:54:00:ff:09:01", "52:54:00:ff:09:02");
        int node = datacenter.fuel().pending(datacenter.environment(), stranger, "compute");

        HostState state = journey.of("cmp-12").run().get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(journey.log())
                .contains("others' changes in environment \"mos-prod\" (1) are left alone: node-" + node);
        assertThat(datacenter.fuel().acts()).noneMatch(act -> act.endsWith("=" + node) || act.contains("changes"));
    }
}
