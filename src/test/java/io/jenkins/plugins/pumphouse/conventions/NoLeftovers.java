package io.jenkins.plugins.pumphouse.conventions;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Leaves out nested classes whose outer class is gone: an incremental build may leave them when a source goes. */
public final class NoLeftovers implements ImportOption {

    @Override
    public boolean includes(Location location) {
        String uri = location.asURI().toString();
        int nested = uri.indexOf('$');
        return nested < 0
                || !uri.startsWith("file:")
                || Files.exists(Path.of(URI.create(uri.substring(0, nested) + ".class")));
    }
}
