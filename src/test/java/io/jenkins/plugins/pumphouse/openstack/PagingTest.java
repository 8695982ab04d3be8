package io.jenkins.plugins.pumphouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** A list is all of it, in every service's form of pages, or an error. */
public class PagingTest {

    private FakeCloud fake;
    private Cloud cloud;

    @Before
    public void start() {
        fake = FakeCloud.start("mira");
        cloud = fake.access().open();
    }

    @After
    public void stop() {
        cloud.close();
        fake.close();
    }

    private static String page(String key, String rest, String... ids) {
        String items = Stream.of(ids).map(id -> "{\"id\": \"" + id + "\"}").collect(Collectors.joining(", "));
        return "{\"" + key + "\": [" + items + "]" + (rest.isEmpty() ? "" : ", " + rest) + "}";
    }

    private static String links(String name, String href) {
        return "\"" + name
                + "\": [{\"rel\": \"previous\", \"href\": \"http://inside.invalid/?marker=wrong\"}, {\"rel\":"
                + " \"next\", \"href\": \""
                + href + "\"}]";
    }

    private static boolean isLaterPage(HttpExchange exchange) {
        return String.valueOf(exchange.getRequestURI().getQuery()).contains("marker");
    }

    private List<String> ids(Request request, String key) {
        return cloud.list(request, key).stream()
                .map(object -> object.path("id").asText())
                .toList();
    }

    private static final String LIVE = "/compute/v2.1/servers/detail";

    @Test
    public void serversOfNovaComeWithLinksToTheNextPage() {
        fake.on(
                "GET",
                LIVE,
                FakeAnswer.json(page(
                        "servers",
                        links(
                                "servers_links",
                                "http://inside.invalid/v2.1/servers/detail?all_tenants=1&limit=2&marker=2"),
                        "1",
                        "2")),
                FakeAnswer.json(page(
                        "servers",
                        links(
                                "servers_links",
                                "http://inside.invalid/v2.1/servers/detail?all_tenants=1&limit=2&marker=4"),
                        "3",
                        "4")),
                FakeAnswer.json(page("servers", "", "5")));
        assertThat(ids(
                        Request.get(Service.COMPUTE, "/servers/detail")
                                .query("all_tenants", "1")
                                .query("limit", "2"),
                        "servers"))
                .containsExactly("1", "2", "3", "4", "5");
        assertThat(fake.seen())
                .extracting(FakeCloud.Seen::query)
                .containsExactly(
                        "all_tenants=1&limit=2", "all_tenants=1&limit=2&marker=2", "all_tenants=1&limit=2&marker=4");
    }

    @Test
    public void networksOfNeutronComeWithLinksToTheNextPage() {
        fake.on(
                "GET",
                "/network/v2.0/networks",
                FakeAnswer.json(page(
                        "networks",
                        links("networks_links", fake.url() + "/network/v2.0/networks?limit=1&marker=a"),
                        "a")),
                FakeAnswer.json(
                        page("networks", "\"networks_links\": [{\"rel\": \"previous\", \"href\": \"x\"}]", "b")));
        assertThat(ids(Request.get(Service.NETWORK, "/networks"), "networks")).containsExactly("a", "b");
    }

    @Test
    public void volumesOfCinderComeWithLinksToTheNextPage() {
        fake.on(
                "GET",
                "/volume/v3/" + FakeCloud.PROJECT + "/volumes",
                FakeAnswer.json(
                        page("volumes", links("volumes_links", fake.url() + "/volume/v3/p/volumes?marker=a"), "a")),
                FakeAnswer.json(page("volumes", "", "b")));
        assertThat(ids(Request.get(Service.VOLUME, "/volumes"), "volumes")).containsExactly("a", "b");
    }

    @Test
    public void imagesOfGlanceNameTheNextPage() {
        fake.on(
                "GET",
                "/image/v2/images",
                FakeAnswer.json(page(
                        "images",
                        "\"first\": \"/v2/images\", \"next\": \"/v2/images?marker=a&name=with%20blank\"",
                        "a")),
                FakeAnswer.json(page("images", "\"first\": \"/v2/images\"", "b")));
        assertThat(ids(Request.get(Service.IMAGE, "/images").query("name", "with blank"), "images"))
                .containsExactly("a", "b");
    }

    @Test
    public void usersOfKeystoneNameTheNextPage() {
        fake.on(
                "GET",
                "/v3/users",
                FakeAnswer.json(page(
                        "users",
                        "\"links\": {\"self\": \"s\", \"previous\": null, \"next\":"
                                + " \"http://inside.invalid/v3/users?marker=a\"}",
                        "a")),
                FakeAnswer.json(
                        page("users", "\"links\": {\"self\": \"s\", \"previous\": null, \"next\": null}", "b")));
        assertThat(ids(Request.get(Service.IDENTITY, "/users"), "users")).containsExactly("a", "b");
    }

    @Test
    public void instanceActionsOfNovaCallTheirLinksJustLinks() {
        fake.on(
                "GET",
                "/compute/v2.1/servers/1/os-instance-actions",
                FakeAnswer.json(page("instanceActions", links("links", fake.url() + "/x?marker=a"), "a")),
                FakeAnswer.json(page("instanceActions", "", "b")));
        assertThat(ids(Request.get(Service.COMPUTE, "/servers/1/os-instance-actions"), "instanceActions"))
                .containsExactly("a", "b");
    }

    @Test
    public void aListThatKeystoneCutsIsAnErrorAndNotAShorterList() {
        fake.on(
                "GET",
                "/v3/users",
                FakeAnswer.json(page("users", "\"truncated\": true, \"links\": {\"next\": null}", "a", "b")));
        assertThatThrownBy(() -> cloud.list(Service.IDENTITY, "/users", "users"))
                .isInstanceOf(CloudException.ServiceFault.class)
                .hasMessageContaining("after 2 objects")
                .hasMessageContaining("list_limit");
    }

    @Test
    public void pagesThatRepeatThemselvesEnd() {
        fake.on(
                "GET",
                LIVE,
                FakeAnswer.json(page(
                        "servers",
                        links("servers_links", fake.url() + "/compute/v2.1/servers/detail?marker=2"),
                        "1",
                        "2")));
        assertThatThrownBy(() -> cloud.list(Service.COMPUTE, "/servers/detail", "servers"))
                .isInstanceOf(CloudException.ServiceFault.class)
                .hasMessageContaining("repeat themselves");
        assertThat(fake.seen()).hasSizeLessThan(4);
    }

    @Test
    public void anObjectThatTwoPagesShowIsOneAsItWasLast() {
        fake.on("GET", LIVE, exchange -> {
            if (isLaterPage(exchange)) {
                FakeAnswer.json("{\"servers\": [{\"id\": \"b\", \"name\": \"new\"}, {\"id\": \"c\"}]}")
                        .to(exchange);
            } else {
                FakeAnswer.json("{\"servers\": [{\"id\": \"a\"}, {\"id\": \"b\", \"name\": \"old\"}], "
                                + links("servers_links", "/?marker=b") + "}")
                        .to(exchange);
            }
        });

        List<ObjectNode> servers = cloud.list(Request.get(Service.COMPUTE, "/servers/detail"), "servers");

        assertThat(servers).extracting(server -> server.path("id").asText()).containsExactly("a", "b", "c");
        assertThat(servers.get(1).path("name").asText()).isEqualTo("new");
    }

    @Test
    public void numbersThatTwoCellsOfNovaGiveAwayAreTwoObjects() {
        fake.on(
                "GET",
                "/compute/v2.1/os-hypervisors/detail",
                FakeAnswer.json("{\"hypervisors\": [{\"id\": 1, \"host_ip\": \"10.0.0.1\"},"
                        + " {\"id\": 1, \"host_ip\": \"10.0.0.2\"}]}"));

        assertThat(cloud.list(Service.COMPUTE, "/os-hypervisors/detail", "hypervisors"))
                .hasSize(2);
    }

    @Test
    public void anAnswerWithoutTheListIsAnErrorAndNotAnEmptyList() {
        fake.on("GET", LIVE, FakeAnswer.json("{\"instances\": []}"));
        assertThatThrownBy(() -> cloud.list(Service.COMPUTE, "/servers/detail", "servers"))
                .isInstanceOf(CloudException.ServiceFault.class)
                .hasMessageContaining("no list \"servers\" but [instances]");
    }

    @Test
    public void aListWithAnObjectWhoseIdIsNullIsAnError() {
        fake.on("GET", LIVE, FakeAnswer.json("{\"servers\": [{\"id\": null, \"name\": \"web-1\"}]}"));
        assertThatThrownBy(() -> cloud.list(Service.COMPUTE, "/servers/detail", "servers"))
                .isInstanceOf(CloudException.ServiceFault.class)
                .hasMessageContaining("list \"servers\" holds an object whose id is null");
    }

    @Test
    public void aListWithAnObjectWhoseNameIsNoTextIsAnError() {
        fake.on("GET", LIVE, FakeAnswer.json("{\"servers\": [{\"id\": \"s-1\", \"name\": 7}]}"));
        assertThatThrownBy(() -> cloud.list(Service.COMPUTE, "/servers/detail", "servers"))
                .isInstanceOf(CloudException.ServiceFault.class)
                .hasMessageContaining("list \"servers\" holds an object whose id or name is no text");
    }

    @Test
    public void aListOfObjectsThatAreToldApartByNameHoldsNoneWithoutOne() {
        fake.on("GET", LIVE, FakeAnswer.json("{\"keypairs\": [{\"keypair\": {\"name\": null}}]}"));
        Request get = Request.get(Service.COMPUTE, "/servers/detail");
        assertThatThrownBy(() -> cloud.list(get, "keypairs", "/keypair/name"))
                .isInstanceOf(CloudException.ServiceFault.class)
                .hasMessageContaining("list \"keypairs\" holds an object without the text \"/keypair/name\"");
    }

    @Test
    public void aListWhoseMarkerWasDeletedMeanwhileIsReadAnew() {
        AtomicInteger readings = new AtomicInteger();
        FakeAnswer gone =
                FakeAnswer.json(400, "{\"badRequest\": {\"message\": \"marker [a] not found\", \"code\": 400}}");
        fake.on("GET", LIVE, exchange -> {
            if (isLaterPage(exchange)) {
                gone.to(exchange);
            } else if (readings.incrementAndGet() == 1) {
                FakeAnswer.json(page("servers", links("servers_links", "/?marker=a"), "a"))
                        .to(exchange);
            } else {
                FakeAnswer.json(page("servers", "", "b")).to(exchange);
            }
        });
        assertThat(ids(Request.get(Service.COMPUTE, "/servers/detail"), "servers"))
                .containsExactly("b");
    }

    @Test
    public void aListWhosePagesAreAlwaysRefusedIsAnErrorAndNotHalfAList() {
        FakeAnswer gone = FakeAnswer.json(404, "{\"itemNotFound\": {\"message\": \"no marker\", \"code\": 404}}");
        FakeAnswer first = FakeAnswer.json(page("servers", links("servers_links", "/?marker=a"), "a"));
        fake.on("GET", LIVE, exchange -> (isLaterPage(exchange) ? gone : first).to(exchange));
        assertThatThrownBy(() -> cloud.list(Service.COMPUTE, "/servers/detail", "servers"))
                .isInstanceOf(CloudException.ServiceFault.class)
                .hasMessageContaining("a page of the list \"servers\" is refused again and again");
    }

    @Test
    public void novaMayHaveNumbersForIds() {
        fake.on("GET", LIVE, FakeAnswer.json("{\"servers\": [{\"id\": 7, \"name\": null}]}"));
        assertThat(cloud.list(Service.COMPUTE, "/servers/detail", "servers")).hasSize(1);
    }

    @Test
    public void aMissingListIsNotAnEmptyOne() {
        assertThatThrownBy(() -> cloud.list(Service.COMPUTE, "/servers/detail", "servers"))
                .isInstanceOf(CloudException.NotFound.class);
    }

    @Test
    public void aLinkWithStrayCharactersIsStillFollowed() {
        fake.on(
                "GET",
                LIVE,
                FakeAnswer.json(page("servers", links("servers_links", fake.url() + "/x?name=^a b|c$&marker=é"), "1")),
                FakeAnswer.json(page("servers", "", "2")));
        assertThat(ids(Request.get(Service.COMPUTE, "/servers/detail"), "servers"))
                .containsExactly("1", "2");
        assertThat(fake.last().query()).isEqualTo("name=%5Ea%20b%7Cc$&marker=%C3%A9");
    }

    @Test
    public void theTokenOfACloudNeverGoesToTheHostInALink() {
        try (FakeCloud foreign = FakeCloud.start("foreign")) {
            fake.on(
                    "GET",
                    LIVE,
                    FakeAnswer.json(page("servers", links("servers_links", foreign.url() + LIVE + "?marker=1"), "1")),
                    FakeAnswer.json(page("servers", "", "2")));
            assertThat(ids(Request.get(Service.COMPUTE, "/servers/detail"), "servers"))
                    .containsExactly("1", "2");
            assertThat(foreign.seen()).isEmpty();
        }
    }

    private static FakeAnswer endless(IntFunction<String> ids) {
        AtomicInteger pages = new AtomicInteger();
        return exchange -> {
            int page = pages.incrementAndGet();
            FakeAnswer.json(page("servers", links("servers_links", "http://h/?marker=" + page), ids.apply(page)))
                    .to(exchange);
        };
    }

    @Test
    public void aListWithoutEndWhoseMarkersAreAlwaysNewIsGivenUp() {
        fake.on("GET", LIVE, endless(page -> "server-" + page));
        assertThatThrownBy(() -> cloud.list(Service.COMPUTE, "/servers/detail", "servers"))
                .isInstanceOf(CloudException.ServiceFault.class)
                .hasMessageContaining("the list \"servers\" does not end after 2000 pages (2000 objects so far)");
    }

    @Test
    public void aListThatBringsNothingNewIsGivenUpSoon() {
        fake.on("GET", LIVE, endless(page -> "server-" + page % 2));
        assertThatThrownBy(() -> cloud.list(Service.COMPUTE, "/servers/detail", "servers"))
                .isInstanceOf(CloudException.ServiceFault.class)
                .hasMessageContaining("page after page without anything new");
        assertThat(fake.seen()).hasSizeLessThan(30);
    }

    @Test
    public void aListIsBoundedInTime() {
        fake.on("GET", LIVE, endless(page -> "server-" + page));
        Paging paging = new Paging("mira", Duration.ofMillis(1), cloud::send);
        assertThatThrownBy(() -> paging.all(Request.get(Service.COMPUTE, "/servers/detail"), "servers"))
                .isInstanceOf(CloudException.ServiceFault.class)
                .hasMessageContaining("does not end within 1 ms");
    }

    @Test
    public void aListIsBoundedInMemory() {
        String page = "\"more\": [" + "1,".repeat(1_000_000) + "1]";
        fake.on(
                "GET",
                LIVE,
                exchange -> FakeAnswer.json(page(
                                "servers",
                                page + ", " + links("servers_links", "http://h/?marker=" + System.nanoTime()),
                                "s" + System.nanoTime()))
                        .to(exchange));
        assertThatThrownBy(() -> cloud.list(Service.COMPUTE, "/servers/detail", "servers"))
                .isInstanceOf(CloudException.ServiceFault.class)
                .hasMessageContaining("takes more than 384 MiB of memory");
    }
}
