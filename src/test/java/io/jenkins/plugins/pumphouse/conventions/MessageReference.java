package io.jenkins.plugins.pumphouse.conventions;

import io.jenkins.plugins.pumphouse.conventions.MessageTemplates.Template;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The text of docs/messages.md. */
final class MessageReference {
    /** A group of the page: what says its messages, and what helps where a message itself names no remedy. */
    private enum Area {
        CLOUDS(
                "Clouds and login",
                "Compare the address, the region and the account in [pumphouse.yaml](configuration.md#a-cloud) with what the"
                        + " cloud's own client uses, then run the step again.",
                "openstack",
                "http",
                "login",
                "remedy"),
        CONFIGURATION(
                "pumphouse.yaml",
                "Correct the file at the line and column that the message names; [configuration.md](configuration.md) has"
                        + " all keys and their values.",
                "config"),
        SETTINGS(
                "Settings and credentials of Jenkins",
                "Correct what the message names in *Manage Jenkins* or in the settings of the folder"
                        + " ([configuration.md](configuration.md)), then run the step again.",
                "settings"),
        STEPS(
                "Steps and their arguments",
                "Correct the call as [steps.md](steps.md) describes the argument, then run the step again.",
                "steps",
                "report",
                "console"),
        IDENTITY(
                "Projects, users, roles and quotas",
                "Look up the object on both clouds and read what [resources.md](resources.md) says about its type.",
                "migration/identity",
                "migration/quota"),
        COMPUTE(
                "Flavors, keypairs and server groups",
                "Look up the object on both clouds and read what [resources.md](resources.md) says about its type.",
                "migration/compute"),
        NETWORKS(
                "Networks, security groups and addresses",
                "Look up the object on both clouds and read what [resources.md](resources.md) says about its type.",
                "migration/network",
                "migration/novanetwork",
                "migration/cutover",
                "migration/loadbalancer"),
        IMAGES(
                "Images",
                "Look up the image on both clouds and read what [resources.md](resources.md) says about images.",
                "migration/image"),
        VOLUMES(
                "Volumes",
                "Look up the volume on both clouds and read [volumes.md](volumes.md) before you change anything.",
                "migration/volume"),
        SERVERS(
                "Servers",
                "Look up the server on both clouds and read [servers.md](servers.md) before you change anything.",
                "migration/server"),
        PLANS(
                "Plans and runs in general",
                "Look up the object that the message names on both clouds, then run the step again: it does only what is"
                        + " missing.",
                "migration",
                "transfer"),
        POWER(
                "Power of hosts: BMCs",
                "Compare `bmc` of the host in the [inventory](hosts.md) with what the BMC's own page shows, then run again.",
                "host/power"),
        WIRING(
                "Wiring of hosts: switches",
                "Compare `switches` and the ports of the host in the [inventory](hosts.md) with the switch, then run again.",
                "host/wiring"),
        FUEL(
                "Fuel",
                "Look at the node and its environment in Fuel, then run again: a move resumes with its interrupted phase.",
                "host/fuel"),
        HOSTS(
                "Hosts",
                "Look at the host in both clouds and in Fuel and read [hosts.md](hosts.md), then run again.",
                "host");

        private final String title;
        private final String remedy;
        private final List<String> folders;

        Area(String title, String remedy, String... folders) {
            this.title = title;
            this.remedy = remedy;
            this.folders = List.of(folders);
        }

        static Area of(String folder) {
            String below = folder.replaceFirst("^io/jenkins/plugins/pumphouse/?", "") + "/";
            return Stream.of(values())
                    .filter(area -> area.folders.stream().anyMatch(one -> below.startsWith(one + "/")))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no area of the page for the messages of " + folder));
        }
    }

    /** In the place of a remedy. */
    private static final String REST = "*the rest of its line*";

    private static final String HEAD = """
            # All messages

            What Pumphouse says when something fails, is refused, or is left as it is. To find a message, search for its fixed words: `…` stands for
            names, ids, numbers, the words of a service, and parts that only some cases have. A message may be one part of a longer line. The second
            column is the end of the message, which says what to do or what is allowed. Where it is *the rest of its line*, the text is never said alone;
            where it is `–`, nothing is to be done, or the sentence at the head of the group helps. The usual messages are explained in
            [troubleshooting.md](troubleshooting.md).

            The list is generated from the source code.
            """;

    private final Map<Area, TreeSet<MessageRemedy>> rows = new EnumMap<>(Area.class);

    MessageReference(List<Template> templates) {
        templates.forEach(template -> rows.computeIfAbsent(
                        Area.of(template.folder()),
                        area -> new TreeSet<>(Comparator.comparing(MessageRemedy::key, String.CASE_INSENSITIVE_ORDER)
                                .thenComparing(MessageRemedy::key)))
                .add(row(template)));
    }

    String text() {
        List<String> groups = new ArrayList<>(List.of(HEAD));
        rows.forEach((area, those) -> {
            StringBuilder group = new StringBuilder(
                    "## " + area.title + "\n\n" + area.remedy + "\n\n| message | what to do |\n| --- | --- |\n");
            those.forEach(row -> group.append("| ")
                    .append(code(row.message()))
                    .append(" | ")
                    .append(row.remedy().isEmpty() ? "–" : row.remedy().equals(REST) ? REST : code(row.remedy()))
                    .append(" |\n"));
            groups.add(group.toString());
        });
        return String.join("\n", groups);
    }

    private static MessageRemedy row(Template template) {
        MessageRemedy row = MessageRemedy.of(template.text());
        return row.remedy().isEmpty() && template.part() ? new MessageRemedy(row.message(), REST) : row;
    }

    /** Inside of code nothing but the end of a column has to be escaped. */
    private static String code(String text) {
        String fence = text.contains("`") ? "``" : "`";
        return fence + text.replace("|", "\\|") + fence;
    }
}
