package io.jenkins.plugins.pumphouse.config.login;

import io.jenkins.plugins.pumphouse.config.yaml.Form;
import io.jenkins.plugins.pumphouse.config.yaml.ScalarForm;
import io.jenkins.plugins.pumphouse.config.yaml.ScalarForm.Unfit;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a database as keystone.conf has it ({@code mysql+pymysql://keystone:secret@10.0.0.5/keystone}), as
 * JDBC writes it, or without user name and password. None of a driver's settings are taken from it: some load classes
 * or read files.
 */
public final class DatabaseForm {
    private static final Pattern CONNECTION = Pattern.compile("(?:jdbc:)?(?:mysql|mariadb)(?:\\+[a-z0-9]+)?://"
            + "(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?"
            + "(?:\\[(?<six>[0-9a-fA-F:.]+)]|(?<host>[A-Za-z0-9._-]+))(?::(?<port>\\d{1,5}))?"
            + "/(?<database>[A-Za-z0-9_-]{1,64})(?:\\?(?<query>\\S*))?");
    private static final int USUAL_PORT = 3306;
    private static final int LAST_PORT = 65_535;

    public static final Form<Address> FORM = ScalarForm.secret(
            "the address of Keystone's database, such as mysql://10.0.0.5:3306/keystone", DatabaseForm::parsed);

    private DatabaseForm() {}

    /**
     * What an address says.
     *
     * @param username null for none
     * @param password null for none
     */
    public record Address(String host, int port, String database, boolean tls, String username, String password) {
        /** Everything but the secret. */
        @Override
        public String toString() {
            return "mysql://" + host + ":" + port + "/" + database;
        }
    }

    private static Address parsed(String text) throws Unfit {
        Matcher parts = CONNECTION.matcher(text.strip());
        if (!parts.matches()) {
            throw new Unfit(
                    text.startsWith("sqlite") || text.startsWith("postgres")
                            ? "only MariaDB and MySQL are supported"
                            : null);
        }
        int port = parts.group("port") == null ? USUAL_PORT : Integer.parseInt(parts.group("port"));
        if (port == 0 || port > LAST_PORT) {
            throw new Unfit("there is no port " + port);
        }
        return new Address(
                parts.group("six") == null ? parts.group("host") : parts.group("six"),
                port,
                parts.group("database"),
                tls(parts.group("query")),
                decoded(parts.group("user")),
                decoded(parts.group("password")));
    }

    private static boolean tls(String query) throws Unfit {
        boolean tls = false;
        for (String setting : query == null ? new String[0] : query.split("&")) {
            String[] sides = setting.split("=", 2);
            switch (sides[0].toLowerCase(Locale.ROOT)) {
                case "charset" -> {} // keystone.conf has it; the driver asks the server
                case "sslmode" -> {
                    if (sides.length < 2 || !sides[1].equalsIgnoreCase("verify-full")) {
                        throw new Unfit("sslMode can be verify-full, or be left out");
                    }
                    tls = true;
                }
                default -> throw new Unfit("after \"?\" only sslMode=verify-full and charset are allowed");
            }
        }
        return tls;
    }

    private static String decoded(String part) throws Unfit {
        try {
            return part == null || part.isEmpty()
                    ? null
                    : URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Unfit("a \"%\" in user name or password has to be written %25");
        }
    }
}
