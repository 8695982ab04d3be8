package io.jenkins.plugins.pumphouse.migration.network.router;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.AddedToNetwork;
import io.jenkins.plugins.pumphouse.migration.network.neutron.NeutronPartType;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.TargetRemoval;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** A router's static routes, which Neutron takes only when the router has an interface towards the next hop. */
public final class RoutesType extends NeutronPartType {
    public static final Kind KIND = new Kind("routes");

    public RoutesType() {
        super(KIND, RouterType.KIND);
    }

    @Override
    public List<Resource> select(Selection selection, CloudInventory source) {
        return Stream.concat(super.select(selection, source).stream(), ofAdministrators(selection, source))
                .filter(r -> !r.field("routes").isEmpty())
                .toList();
    }

    /** Of routers that connect nothing but networks of the tenant: those of another would bring other tenants along. */
    private Stream<Resource> ofAdministrators(Selection selection, CloudInventory source) {
        AddedToNetwork added = new AddedToNetwork(selection, source);
        return source.grouped(RouterInterfaceType.KIND, Scope.ALL, "device_id").entrySet().stream()
                .filter(router ->
                        router.getValue().stream().allMatch(port -> RouterInterfaceType.isIn(added, port, source)))
                .flatMap(router -> source.find(RouterType.KIND, router.getKey()).stream())
                .map(router -> partOf(router, source));
    }

    /** Marked routers that still have routes where the source's has none any more. */
    @Override
    public List<Resource> remains(List<Resource> selected, CloudInventory target, Translation translation) {
        return selected.stream()
                .filter(router -> router.kind().equals(RouterType.KIND)
                        && router.field("routes").isEmpty())
                .filter(router -> translation
                        .known(RouterType.KIND, router.id())
                        .flatMap(id -> target.find(RouterType.KIND, id))
                        .filter(there -> mark(there).isPresent()
                                && !there.field("routes").isEmpty())
                        .isPresent())
                .map(router -> partOf(router, target))
                .toList();
    }

    @Override
    public List<Reference> needs(Resource resource, CloudInventory source) {
        List<Reference> needs = new ArrayList<>(super.needs(resource, source));
        source.grouped(RouterInterfaceType.KIND, Scope.ALL, "device_id") // one may belong to another project
                .getOrDefault(resource.id(), List.of())
                .forEach(port -> needs.add(Reference.to(RouterInterfaceType.KIND, port.id())));
        return needs;
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        ObjectNode wanted = Json.object().put("id", translation.id(RouterType.KIND, resource.id()));
        return wanted.set("routes", resource.field("routes"));
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        return update(context);
    }

    /** Neutron lets no interface go that a route leads through. */
    @Override
    public CompletionStage<ChangeResult> rollBack(ChangeContext context) {
        return TargetRemoval.of(context, this, router -> put(context.target(), router.id(), Json.array(List.of())));
    }

    private static void put(Cloud cloud, String router, JsonNode routes) {
        cloud.send(Request.put(Service.NETWORK, "/routers/" + Request.segment(router))
                .body(Json.object("router", Json.object("routes", routes))));
    }

    @Override
    public CompletionStage<ChangeResult> update(ChangeContext context) {
        String router = context.wanted().path("id").asText();
        put(context.target(), router, context.wanted().path("routes"));
        return ChangeResult.now(router);
    }
}
