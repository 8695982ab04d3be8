package io.jenkins.plugins.pumphouse.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.Test;

/**
 * The plugin in a Jenkins that has no Folders plugin. Jenkins loads each extension with all types that its members
 * name, and leaves one out that does not load and is optional; a class that does not load anywhere else would break the
 * whole plugin.
 */
public class WithoutFoldersTest {
    private static final String FOLDERS = "com.cloudbees.hudson.plugins.folder.";
    private static final String OURS = "io.jenkins.plugins.pumphouse.";
    private static final String ROOM = OURS + "settings.folder.";

    @Test
    public void everyClassOutsideTheirRoomLoadsWithAllThatItsMembersName() throws Exception {
        ClassLoader jenkins = new NoFolders();
        for (String name : JenkinsTypes.ours()) {
            if (!name.startsWith(ROOM)) {
                Class<?> type = Class.forName(name, false, jenkins);
                assertThat(type.getClassLoader()).isSameAs(jenkins);
                type.getDeclaredConstructors();
                type.getDeclaredMethods();
                type.getDeclaredFields();
            }
        }
    }

    @Test
    public void theExtensionItselfDoesNotLoadWhichJenkinsPassesOver() {
        assertThatThrownBy(() -> Class.forName(ROOM + "FolderConfigurations$DescriptorImpl", false, new NoFolders()))
                .isInstanceOf(LinkageError.class);
    }

    @Test
    public void nothingOutsideTheirRoomKnowsItsClasses() {
        List<String> others = JenkinsTypes.ours().stream()
                .filter(name -> !name.startsWith(ROOM))
                .toList();

        assertThat(others)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(ClassFile.of(name).types())
                        .noneMatch(type -> type.startsWith(ROOM) || type.startsWith(FOLDERS)));
    }

    /** Loads our classes anew; knows all others but those of folders. */
    private static final class NoFolders extends ClassLoader {
        NoFolders() {
            super(WithoutFoldersTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(FOLDERS)) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith(OURS)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
