package io.jenkins.plugins.pumphouse.migration.network.neutron;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the target has of the objects of a batch.
 *
 * @param births of one kind and project
 * @param marked gives listed objects the marks that they have through others
 */
record BatchLook(List<Creation> births, UnaryOperator<List<ObjectNode>> marked) {
    /** Names in a query; beyond, the whole list of the project is read. */
    private static final int LONGEST_QUERY = 2000;

    /** All of the project. */
    List<ObjectNode> all() {
        return marked.apply(listed(ofProject()));
    }

    /** The objects in the order of their births, if all of them are on the target. */
    Optional<List<ObjectNode>> found() {
        List<ObjectNode> all = all();
        List<ObjectNode> found = births.stream()
                .flatMap(birth ->
                        all.stream().filter(object -> isOf(birth, object)).limit(1))
                .toList();
        return found.size() == births.size() ? Optional.of(found) : Optional.empty();
    }

    boolean isNothing() {
        List<ObjectNode> all = all();
        return births.stream().noneMatch(birth -> all.stream().anyMatch(object -> isOf(birth, object)));
    }

    private static boolean isOf(Creation birth, ObjectNode object) {
        return Marking.TAG.of(object).filter(birth.mark()::equals).isPresent();
    }

    /** Objects of these names. */
    List<ObjectNode> named() {
        Request named = ofProject();
        int length = 0;
        for (Creation birth : births) {
            String name = birth.wanted().path("name").asText();
            named = named.query("name", name);
            length += Request.segment("n" + name).length();
        }
        return length > LONGEST_QUERY ? all() : listed(named);
    }

    private List<ObjectNode> listed(Request list) {
        Creation any = births.get(0);
        return any.context().target().list(list, any.place().plural());
    }

    private Request ofProject() {
        Creation any = births.get(0);
        Request list = Request.get(Service.NETWORK, any.place().path());
        return any.project().isEmpty() ? list : list.query("tenant_id", any.project());
    }
}
