package io.jenkins.plugins.pumphouse.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.config.Configuration;
import io.jenkins.plugins.pumphouse.settings.entry.CloudEntry;
import io.jenkins.plugins.pumphouse.settings.entry.Entry;
import io.jenkins.plugins.pumphouse.settings.entry.HostEntry;
import io.jenkins.plugins.pumphouse.settings.entry.LabelEntry;
import io.jenkins.plugins.pumphouse.stored.StoredXml;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.w3c.dom.Element;

/** Settings that releases have stored stay readable: elements are fields, as Jenkins' XStream maps them. */
public class StoredSettingsTest {
    @Test
    public void aConfigurationThatWasStoredAsTextIsRead() throws Exception {
        NamedConfiguration stored = stored("stored-as-text.xml");

        Configuration configuration = stored.parse();

        assertThat(stored.getName()).isEqualTo("production");
        assertThat(configuration.source("old").access().login().credentials()).isEqualTo("old-admin");
        assertThat(configuration.target(null).name()).isEqualTo("mira-os-1");
    }

    @Test
    public void aConfigurationThatWasStoredByItsFieldsIsRead() throws Exception {
        Configuration configuration = stored("stored-by-fields.xml").parse();

        assertThat(configuration.source("old").authUrl()).isEqualTo("http://10.0.0.1:5000/v2.0/");
        assertThat(configuration.source("old").fuel().url()).startsWith("http://10.20.0.1:8000");
    }

    /** Jenkins' class filter and XStream know an ArrayList; what List.of makes is stored by the JDK's inner classes. */
    @Test
    public void everyListIsStoredAsAnArrayList() throws Exception {
        HostEntry host = new HostEntry();
        host.setRoles(List.of("compute, ceph-osd"));
        host.setLabels(List.of(new LabelEntry()));
        NamedConfiguration configuration = new NamedConfiguration("production");
        configuration.setSource(List.of(new CloudEntry()));
        configuration.setHosts(List.of(host));

        assertThat(lists(configuration))
                .hasSize(2)
                .allSatisfy(list -> assertThat(list).isExactlyInstanceOf(ArrayList.class));
        assertThat(lists(host)).hasSize(2).allSatisfy(list -> assertThat(list).isExactlyInstanceOf(ArrayList.class));
    }

    private static List<Object> lists(Object stored) throws IllegalAccessException {
        List<Object> lists = new ArrayList<>();
        for (Class<?> type = stored.getClass();
                type != Object.class && type != Entry.class;
                type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                field.setAccessible(true);
                if (field.getType() == List.class && field.get(stored) != null) {
                    lists.add(field.get(stored));
                }
            }
        }
        return lists;
    }

    private static NamedConfiguration stored(String resource) throws Exception {
        try (InputStream file = StoredSettingsTest.class.getResourceAsStream(resource)) {
            Element root = StoredXml.parse(file.readAllBytes());
            assertThat(root.getTagName()).isEqualTo(PumphouseConfiguration.class.getName());
            return StoredXml.fill(new PumphouseConfiguration(), root)
                    .getConfigurations()
                    .get(0);
        }
    }
}
